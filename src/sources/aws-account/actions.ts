import type { Action } from './action.ts';
import { aggregateActions } from './aggregate-actions.ts';
import { collectors } from './collectors/index.ts';

const listed: readonly Action[] = collectors.flatMap(({ actions }) => actions);

const start: readonly Action[] = [
  {
    api: 'sts:GetCallerIdentity',
    scope: 'start',
    gives: 'the identity of the caller',
    kinds: [],
    fields: ['Account'],
  },
  {
    api: 'ec2:DescribeRegions',
    scope: 'start',
    gives: 'the regions that are on',
    // Everything that lies in regions.
    kinds: [...new Set(listed.flatMap(({ scope, kinds }) => (scope === 'region' ? kinds : [])))].sort(),
    fields: ['Regions'],
    optional: true,
  },
];

/** Every API action of an audit. The policy of the audit role is made from it. */
export const actions: readonly Action[] = [...start, ...listed];

const byApi: ReadonlyMap<string, Action> = new Map(
  [...actions, ...aggregateActions].map((action) => [action.api, action]),
);

/** The action of that name; asking for one that is not in the table is a bug. */
export function actionOf(api: string): Action {
  const action = byApi.get(api);
  if (action === undefined) throw new Error(`${api} is not in the table of actions`);
  return action;
}

/** The action of that name, for answers of recordings, which may be strange. */
export function findAction(api: string): Action | undefined {
  return byApi.get(api);
}
