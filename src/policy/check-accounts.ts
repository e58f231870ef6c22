import { suggest } from '../model/suggestion.ts';
import type { PolicyReading } from './policy-reading.ts';

/** Every account belongs to one known environment, has a name of its own, and a role of its own. */
export function checkAccounts(reading: PolicyReading): void {
  const { content, sound, report } = reading;
  if (!sound('accounts')) return;
  const names = new Map<string, string>();
  for (const [id, account] of Object.entries(content.accounts ?? {})) {
    checkEnvironment(id, account.environment, reading);
    const other = names.get(account.name);
    if (other === undefined) names.set(account.name, id);
    else {
      const hint = '`--accounts` tells them apart by their names.';
      report(['accounts', id, 'name'], `\`${account.name}\` is the name of ${other} already`, hint);
    }
    const owner = account.role?.split(':')[4];
    if (owner === undefined || owner === id) continue;
    const message = `the role belongs to ${owner}, so that ${owner} would be read instead of ${id}`;
    report(['accounts', id, 'role'], message, 'Name a role that lies in the account itself.');
  }
}

function checkEnvironment(id: string, environment: string, reading: PolicyReading): void {
  const { content, document, sound, report } = reading;
  if (!sound('environments')) return;
  const environments = Object.entries(content.environments ?? {});
  const known = environments.map(([name]) => name);
  if (!known.includes(environment)) {
    const message = `there is no environment \`${environment}\``;
    report(['accounts', id, 'environment'], message, suggest(environment, known));
    return;
  }
  // Two environments that both list it are told of by themselves.
  if (content.environments?.[environment]?.match?.accounts?.includes(id) === true) return;
  for (const [name, { match }] of environments) {
    const index = match?.accounts?.indexOf(id) ?? -1;
    if (index < 0) continue;
    const place = document.at(['environments', name, 'match', 'accounts', index]);
    const message = `${id} is said to belong to \`${environment}\` here and to \`${name}\` at ${place}`;
    report(['accounts', id, 'environment'], message, 'Take one of them away.');
  }
}
