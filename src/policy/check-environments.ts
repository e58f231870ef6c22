import { suggest } from '../model/suggestion.ts';
import type { Path } from '../rules/yaml/path.ts';
import { checkSharedParameters } from './check-settings.ts';
import type { PolicyReading } from './policy-reading.ts';

/** Environments must not claim the same account or stack; each one's figures must suit the rules. */
export function checkEnvironments(reading: PolicyReading): void {
  const { content, sound } = reading;
  if (!sound('environments')) return;
  const owners = new Map<string, string>();
  for (const [name, environment] of Object.entries(content.environments ?? {})) {
    const path = ['environments', name];
    checkSharedParameters(environment.parameters ?? {}, [...path, 'parameters'], reading);
    const match = environment.match ?? {};
    for (const key of ['accounts', 'stacks'] as const) {
      (match[key] ?? []).forEach((claim, index) => {
        checkClaim(claim, name, [...path, 'match', key, index], { owners, reading });
      });
    }
  }
}

function checkClaim(
  claim: string,
  environment: string,
  path: Path,
  { owners, reading }: { owners: Map<string, string>; reading: PolicyReading },
): void {
  const owner = owners.get(claim);
  if (owner === undefined) {
    owners.set(claim, environment);
    return;
  }
  const hint = 'Resources there would belong to either; tell them apart by tags or names.';
  reading.report(path, `\`${claim}\` belongs to the environment \`${owner}\` already`, hint);
}

/** An area that no rule asks for would be held in vain: it is a misspelling, or its rules are not loaded. */
export function checkStacks({ content, rules, sound, report }: PolicyReading): void {
  if (!sound('stacks')) return;
  const areas = new Set([...rules.values()].flatMap((rule) => (rule.area === undefined ? [] : [rule.area])));
  for (const [stack, { holds }] of Object.entries(content.stacks ?? {})) {
    holds.forEach((area, index) => {
      if (areas.has(area)) return;
      report(
        ['stacks', stack, 'holds', index],
        `no rule asks for the area \`${area}\``,
        suggest(area, areas),
      );
    });
  }
}
