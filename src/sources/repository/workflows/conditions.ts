/** Events on which a change is offered or made: what a pipeline is there for. */
export const changeEvents: ReadonlySet<string> = new Set([
  'push',
  'pull_request',
  'pull_request_target',
  'merge_group',
]);
export const reviewEvents: ReadonlySet<string> = new Set(['pull_request', 'pull_request_target']);

/**
 * The events on which something with this `if` may run. A condition is taken to hold unless it certainly does not: GitHub
 * decides many of them by what happened before.
 */
export function eventsUnder(condition: string | undefined, events: readonly string[]): readonly string[] {
  if (condition === undefined) return events;
  const text = condition.replace(/^\s*\$\{\{|\}\}\s*$/g, '').trim();
  // Parentheses that group, other than those of a function.
  if (/(^|[\s!&|(])\(/.test(text)) return events;
  const ways = text.split('||').map((way) => way.split('&&').map((part) => part.trim()));
  return events.filter((event) => ways.some((parts) => !parts.some((part) => isNever(part, event))));
}

function isNever(part: string, event: string): boolean {
  if (/^(false|!true|0|''|null)$/.test(part)) return true;
  const name = /^github\.event_name (==|!=) '(\w+)'$/.exec(part);
  if (name !== null) return (name[2] === event) !== (name[1] === '==');
  // On a pull request github.ref is refs/pull/NUMBER/merge.
  const isOnBranch =
    /^(github\.ref(_name)? == '[^']+'|startsWith\(github\.ref, 'refs\/(heads|tags)\/[^']*'\))$/.test(part);
  return event === 'pull_request' && isOnBranch && !part.includes('refs/pull/');
}
