import type { RuleRun, Subject } from '../engine/explain.ts';
import { anyKind, findKind } from '../model/kinds/index.ts';
import type { Reading, Resource } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';
import { nearest } from '../model/suggestion.ts';
import { UserError } from '../model/user-error.ts';

/** What a person named, among everything that was read and everything that the rule judged. */
export function findSubject(named: string, rule: Rule, read: { reading: Reading; run: RuleRun }): Subject {
  const subjects = subjectsOf(read.reading, read.run);
  const found = match(named, subjects);
  const judged = found.filter(({ resource }) => isJudged(rule, resource));
  const [only, second] = judged.length > 0 ? judged : found;
  if (only === undefined) throw noMatch(named, subjects, read.run);
  if (second !== undefined) throw severalMatch(named, judged.length > 0 ? judged : found);
  return only;
}

function subjectsOf({ after, before, moved }: Reading, run: RuleRun): readonly Subject[] {
  const alive = new Set([...after.resources.map(({ key }) => key), ...Object.values(moved)]);
  const gone = (before?.resources ?? []).filter(({ key }) => !alive.has(key));
  const listed = new Set([...after.resources, ...gone]);
  // What stands for a listing that could not be read, or for a statement, is in no inventory.
  const others = run.after.map(({ resource }) => resource).filter((resource) => !listed.has(resource));
  return [
    ...[...after.resources, ...others].map((resource) => ({ resource, phase: 'after' }) as const),
    ...gone.map((resource) => ({ resource, phase: 'before' }) as const),
  ];
}

/** The strictest sense that fits something: the whole name first, then every name it has, then a shell's leftovers of it. */
function match(named: string, subjects: readonly Subject[]): readonly Subject[] {
  const bare = withoutQuotes(named);
  const senses: readonly ((resource: Resource) => boolean)[] = [
    ({ key, address, arn }) => [key, address, arn].includes(named),
    ({ key, label, identities, fields }) =>
      [label, knownName(fields.name), ...identities].includes(named) || key.endsWith(`/${named}`),
    ({ key, address }) => [key, address].some((name) => name !== undefined && withoutQuotes(name) === bare),
  ];
  for (const fits of senses) {
    const found = subjects.filter(({ resource }) => fits(resource));
    if (found.length > 0) return found;
  }
  return [];
}

function knownName(name: Resource['fields'][string] | undefined): string | undefined {
  return name?.state === 'known' && typeof name.value === 'string' ? name.value : undefined;
}

/** `aws_subnet.a["x"]` loses its quotes where nobody put others around it. */
function withoutQuotes(text: string): string {
  return text.replace(/["'\\]/g, '');
}

function isJudged({ appliesTo }: Rule, { kind }: Resource): boolean {
  return appliesTo === anyKind ? findKind(kind)?.onlyOwnRules !== true : kind === appliesTo;
}

const mostNames = 10;

function severalMatch(named: string, found: readonly Subject[]): UserError {
  const names = found.map(({ resource: { key, kind } }) => `${key} (${findKind(kind)?.title ?? kind})`);
  const hint = ['Name the one that is meant:', ...shortened(names).map((name) => `    ${name}`)].join('\n');
  return new UserError([{ at: named, message: `it fits ${found.length} resources`, hint }]);
}

function noMatch(named: string, subjects: readonly Subject[], run: RuleRun): UserError {
  const near = nearest(
    named,
    subjects.flatMap(({ resource: { key, label } }) => [key, label]),
  );
  const judged = [...run.after, ...run.before].map(({ resource: { key, label } }) =>
    label === key ? key : `${key}  ${label}`,
  );
  const list = shortened([...new Set(judged)].sort()).map((key) => `    ${key}`);
  const hint = [
    ...(near === undefined ? [] : [`Did you mean \`${near}\`?`]),
    ...(list.length === 0 ? ['The rule judged nothing there.'] : ['The rule judged:', ...list]),
  ];
  return new UserError([
    { at: named, message: 'there is no such resource in what was read', hint: hint.join('\n  ') },
  ]);
}

function shortened(names: readonly string[]): readonly string[] {
  if (names.length <= mostNames) return names;
  return [...names.slice(0, mostNames), `… and ${names.length - mostNames} more`];
}
