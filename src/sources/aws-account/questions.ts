import type { Action, AskedFor, Each } from './action.ts';
import type { ApiAnswer } from './answer.ts';
import { at, withoutToken } from './paging.ts';
import { isRecord, type JsonRecord } from './plain.ts';

/** What an action asks: once, several questions of its own, or one about each thing that the answers before it list. */
export function questionsOf(
  { each, inputs }: Action,
  asked: AskedFor,
  answersOf: (api: string) => readonly Pick<ApiAnswer, 'output' | 'input'>[],
): readonly JsonRecord[] {
  if (each === undefined) return inputs?.(asked) ?? [{}];
  const isNew = firstOfItsSort(each);
  const questions = answersOf(each.of).flatMap(({ output, input: parent }) => {
    const list = at(output, each.list);
    const elements = Array.isArray(list) ? list.filter(isRecord) : [];
    return elements
      .filter(isNew)
      .map((element) => each.input(element, { ...asked, parent }))
      .filter((input) => input !== undefined);
  });
  return each.together === undefined ? questions : putTogether(questions, each.together);
}

/** Whether a thing is the first of those that answer alike. */
function firstOfItsSort({ alike }: Each): (element: JsonRecord) => boolean {
  const seen = new Set<string>();
  return (element) => {
    const sort = alike?.(element);
    if (sort === undefined) return true;
    if (seen.has(sort)) return false;
    seen.add(sort);
    return true;
  };
}

/** Fewer questions that name several things each. */
function putTogether(questions: readonly JsonRecord[], most: number): readonly JsonRecord[] {
  const count = Math.ceil(questions.length / most);
  return Array.from({ length: count }, (_, index) => {
    const some = questions.slice(index * most, (index + 1) * most);
    const names = Object.keys(some[0] ?? {});
    return Object.fromEntries(names.map((name) => [name, some.flatMap((question) => question[name])]));
  });
}

/** Whether everything was asked that the lists before it call for; a read that was stopped leaves some questions out. */
export function isAskedOut(
  action: Action,
  asked: AskedFor,
  answersOf: (api: string) => readonly Pick<ApiAnswer, 'output' | 'input'>[],
): boolean {
  if (action.each === undefined) return true;
  const due = questionsOf(action, asked, answersOf).flatMap((question) => one(action, question));
  const put = answersOf(action.api).map(({ input }) => withoutToken(input));
  const made = new Set(put.flatMap((input) => one(action, input)).map(nameOf));
  return due.every((question) => made.has(nameOf({ ...action.input, ...question })));
}

/** A question about several things as questions about each. */
function one({ each }: Action, question: JsonRecord): readonly JsonRecord[] {
  if (each?.together === undefined) return [question];
  return Object.entries(question).flatMap(([name, values]) =>
    Array.isArray(values) ? values.map((value: unknown) => ({ [name]: value })) : [],
  );
}

function nameOf(question: JsonRecord): string {
  const told = Object.entries(question).filter(([, value]) => value !== undefined);
  return JSON.stringify(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}
