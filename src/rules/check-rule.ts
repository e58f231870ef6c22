import { isReadIn, sourceNames } from '../model/kind.ts';
import { findKind } from '../model/kinds/index.ts';
import type { Requirement } from '../model/policy.ts';
import type { ParameterDeclaration, Rule } from '../model/rule.ts';
import { suggest } from '../model/suggestion.ts';
import type { Problem } from '../model/user-error.ts';
import { checkConditions } from './check-conditions.ts';
import { checkExamples } from './check-examples.ts';
import { checkParameters } from './check-parameters.ts';
import type { CheckedRule } from './checked-rule.ts';
import { environmentNames, type RuleFile, type RuleReading, startReading } from './rule-reading.ts';
import type { RuleContent } from './rule-schema.ts';
import { exampleTags, isRecord } from './written-value.ts';
import { readYaml } from './yaml/document.ts';
import { inOrder } from './yaml/in-order.ts';

/** Checks one file for every mistake that can be found without running it. */
export function checkRule(
  file: RuleFile,
  catalogue: readonly Requirement[],
): { readonly rule?: CheckedRule; readonly problems: readonly Problem[] } {
  const document = readYaml(file, exampleTags);
  if (document.problems.length > 0) return { problems: document.problems };
  if (!looksLikeRule(document.value)) {
    const hint =
      'A rule has an id, a title, applies-to and expect. Keep other files out of the rules folder.';
    return { problems: [{ at: `${file.path}:1:1`, message: 'this is not a rule file', hint }] };
  }
  const reading = startReading(document, document.value as unknown as RuleContent, catalogue);
  checkHead(reading, file.id);
  checkParameters(reading);
  const conditions = checkConditions(reading);
  const examples = checkExamples(reading);
  if (reading.problems.length > 0) return { problems: inOrder(reading.problems) };
  const rule: CheckedRule = { rule: ruleOf(reading.content), file: file.path, ...conditions, examples };
  return { rule, problems: [] };
}

function looksLikeRule(value: unknown): value is Record<string, unknown> {
  return (
    isRecord(value) && ['id', 'applies-to', 'expect', 'examples'].some((key) => Object.hasOwn(value, key))
  );
}

function checkHead({ content, catalogue, sound, report }: RuleReading, id: string): void {
  if (sound('id') && content.id !== id) {
    report(
      ['id'],
      `the id \`${content.id}\` does not agree with the file's path`,
      `Write \`${id}\`, or move the file.`,
    );
  }
  if (sound('sources') && sound('applies-to') && sourcesOf(content).length === 0) {
    const message = `none of the rule's sources looks for the kind \`${content['applies-to']}\``;
    report(['sources'], message, 'Leave `sources` out: the kind says where it is read.');
  }
  if (sound('requirements')) {
    const known = catalogue.map((requirement) => requirement.id);
    content.requirements.forEach((one, index) => {
      if (known.includes(one)) return;
      report(['requirements', index], `there is no requirement \`${one}\``, suggest(one, known));
    });
  }
  const environments = environmentNames(catalogue);
  if (sound('environments') && environments.length > 0) {
    (content.environments ?? []).forEach((one, index) => {
      if (environments.includes(one)) return;
      const hint = suggest(one, environments);
      report(['environments', index], `no requirement knows the environment \`${one}\``, hint);
    });
  }
}

/** The sources that can answer: those that the rule names, of those that look for its kind. */
function sourcesOf(content: RuleContent): Rule['sources'] {
  const kind = findKind(content['applies-to']);
  const named = content.sources ?? sourceNames;
  // Blocks and workflows have neither tags nor names: rules for any kind are asked of plans and accounts.
  if (kind === undefined) return named.filter((source) => source !== 'repository');
  return named.filter((source) => isReadIn(kind, source));
}

function ruleOf(content: RuleContent): Rule {
  const rule = {
    id: content.id,
    title: content.title,
    requirements: content.requirements,
    severity: content.severity,
    appliesTo: content['applies-to'],
    sources: sourcesOf(content),
    environments: content.environments ?? [],
    parameters: (content.parameters ?? {}) as Record<string, ParameterDeclaration>,
    rationale: content.rationale.trim(),
    remediation: content.remediation.trim(),
    references: content.references ?? [],
  };
  return content.area === undefined ? rule : { ...rule, area: content.area };
}
