import { actions } from '../../../src/sources/aws-account/actions.ts';
import { globalRegion } from '../../../src/sources/aws-account/answer.ts';
import { emptyOutput } from '../empty-output.ts';
import { account } from '../words.ts';
import { containersAnswers } from './containers.ts';
import { databasesAnswers } from './databases.ts';
import { edgeAnswers } from './edge.ts';
import { governanceAnswers } from './governance.ts';
import { monitoringAnswers } from './monitoring.ts';
import { networkAnswers } from './network.ts';
import { secretsAnswers } from './secrets.ts';
import type { ServiceAnswer } from './service-answer.ts';
import { storesAnswers } from './stores.ts';

/** What the services themselves answer in a region, or for the account; where the sample has nothing, an empty list. */
export function serviceAnswers(region: string, told: ReadonlySet<string>): readonly ServiceAnswer[] {
  const own = [
    ...containersAnswers(region),
    ...databasesAnswers(region),
    ...edgeAnswers(region),
    ...governanceAnswers(region),
    ...monitoringAnswers(region),
    ...networkAnswers(region),
    ...secretsAnswers(region),
    ...storesAnswers(region),
  ];
  const answered = new Set([...told, ...own.map(({ api }) => api)]);
  const scope = region === globalRegion ? 'account' : 'region';
  const empty = actions
    .filter((action) => action.scope === scope && action.optional !== true && !answered.has(action.api))
    .flatMap((action): readonly ServiceAnswer[] => {
      const output = emptyOutput(action);
      if (output === undefined) return [];
      const inputs = action.inputs?.({ account, region }) ?? [{}];
      return inputs.map((input) => ({ api: action.api, input, output }));
    });
  return [...own, ...empty];
}
