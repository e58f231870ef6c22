import { suggest } from '../model/suggestion.ts';
import type { Path } from '../rules/yaml/path.ts';
import type { PolicyReading } from './policy-reading.ts';

/** Waivers name a rule that exists, resources that are meant, and a day that exists. */
export function checkWaivers(reading: PolicyReading): void {
  const { content, rules, sound, report } = reading;
  if (!sound('waivers')) return;
  (content.waivers ?? []).forEach((waiver, index) => {
    const path = ['waivers', index];
    if (!rules.has(waiver.rule)) {
      report([...path, 'rule'], `there is no rule \`${waiver.rule}\``, suggest(waiver.rule, rules.keys()));
    }
    waiver.resources.forEach((glob, at) => {
      if (/[\p{L}\p{N}]/u.test(glob)) return;
      const hint = `Name the resources, or switch the rule off: rules: { ${waiver.rule}: { enabled: false } }`;
      report([...path, 'resources', at], `\`${glob}\` waives the rule for every resource`, hint);
    });
    checkDay(waiver.expires, [...path, 'expires'], reading);
  });
}

/** Attestations speak of clauses that a person's word can answer. */
export function checkAttestations(reading: PolicyReading): void {
  const { content, catalogue, sound, report } = reading;
  if (!sound('attestations')) return;
  (content.attestations ?? []).forEach((attestation, index) => {
    const path = ['attestations', index];
    const requirement = catalogue.get(attestation.requirement);
    const attestable = [...catalogue.values()].filter(({ sources }) => sources.includes('attest'));
    if (requirement === undefined) {
      const message = `there is no requirement \`${attestation.requirement}\``;
      report([...path, 'requirement'], message, suggest(attestation.requirement, catalogue.keys()));
    } else if (!attestable.includes(requirement)) {
      const message = `${requirement.id} cannot be attested: it is read from ${requirement.sources.join(' and ')}`;
      report([...path, 'requirement'], message, `Attestable: ${attestable.map(({ id }) => id).join(', ')}.`);
    }
    checkDay(attestation.on, [...path, 'on'], reading);
  });
}

function checkDay(day: string, path: Path, { report }: PolicyReading): void {
  const time = new Date(`${day}T00:00:00Z`);
  // JavaScript reads 30 February as 2 March.
  const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
  if (!exists) report(path, `there is no day ${day}`);
}
