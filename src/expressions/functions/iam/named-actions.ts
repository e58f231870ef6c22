import { type Fact, isList, isStruct } from '../../../model/fact.ts';
import { overlaps } from './patterns.ts';

/** What was found of a statement, by action. */
const found = new WeakMap<Fact, Map<string, boolean>>();

/** Whether a statement may be about an action. No only where its actions are all known, and none of them fits. */
export function mayName(statement: Fact, action: string): boolean {
  const answers = found.get(statement) ?? new Map<string, boolean>();
  found.set(statement, answers);
  const known = answers.get(action);
  if (known !== undefined) return known;
  const answer = namesOrMay(statement, action);
  answers.set(action, answer);
  return answer;
}

function namesOrMay(statement: Fact, action: string): boolean {
  const excluded = textsAt(statement, 'notActions');
  if (excluded === undefined || excluded.length > 0) return true;
  const patterns = textsAt(statement, 'actions');
  return patterns === undefined || patterns.some((pattern) => overlaps(pattern, action, true));
}

/** Undefined where there may be others. */
function textsAt(statement: Fact, name: string): readonly string[] | undefined {
  if (statement.state !== 'known' || typeof statement.value !== 'object' || !isStruct(statement.value))
    return undefined;
  const list = statement.value.fields[name];
  if (list?.state !== 'known' || typeof list.value !== 'object' || !isList(list.value)) return undefined;
  if (list.value.open !== undefined) return undefined;
  const texts = list.value.items.flatMap((item) =>
    item.state === 'known' && typeof item.value === 'string' ? [item.value] : [],
  );
  return texts.length === list.value.items.length ? texts : undefined;
}
