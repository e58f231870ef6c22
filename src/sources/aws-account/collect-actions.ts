import type { Action } from './action.ts';
import type { ApiAnswer } from './answer.ts';
import { globalRegion } from './answer.ts';
import type { Collector, Session } from './collector.ts';
import { collectors } from './collectors/index.ts';
import { questionsOf } from './questions.ts';

/** Reads what lies in one region, every service beside the others. */
export async function collectRegion(session: Session, region: string): Promise<void> {
  await collectAll(session, region, 'region');
}

/** Reads what there is once for the account. */
export async function collectAccount(session: Session): Promise<void> {
  await collectAll(session, globalRegion, 'account');
}

async function collectAll(session: Session, region: string, scope: Action['scope']): Promise<void> {
  const concerned = collectors.filter(({ actions }) => actions.some((action) => action.scope === scope));
  await Promise.all(concerned.map((collector) => collectOne(session, region, collector)));
}

async function collectOne(session: Session, region: string, collector: Collector): Promise<void> {
  if (collector.collect !== undefined) return collector.collect(session, region);
  const scope = region === globalRegion ? 'account' : 'region';
  const read = new Map<string, readonly ApiAnswer[]>();
  for (const action of collector.actions) {
    if (action.scope !== scope) continue;
    read.set(action.api, await askAll(session, region, action, read));
  }
}

async function askAll(
  session: Session,
  region: string,
  action: Action,
  read: ReadonlyMap<string, readonly ApiAnswer[]>,
): Promise<readonly ApiAnswer[]> {
  const answers: ApiAnswer[] = [];
  const asked = { account: session.account, region };
  for (const input of questionsOf(action, asked, (api) => read.get(api) ?? [])) {
    const pages =
      action.token === undefined
        ? [await session.one(action.api, region, input)]
        : await session.pages(action.api, region, input);
    answers.push(...pages);
    if (pages.some(isHopeless) || isRefused(answers)) break;
  }
  return answers;
}

/** As many refusals, and nothing else, say that the rest would be refused too. */
const enoughRefusals = 10;

function isRefused(answers: readonly ApiAnswer[]): boolean {
  return answers.length >= enoughRefusals && answers.every(({ error }) => error?.kind === 'denied');
}

/** A refusal or an odd answer may hold for one thing alone; whatever else fails will fail for the next one as well. */
function isHopeless({ error }: ApiAnswer): boolean {
  return error !== undefined && !['denied', 'unreadable', 'other'].includes(error.kind);
}
