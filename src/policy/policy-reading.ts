import type { Requirement } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import type { Problem } from '../model/user-error.ts';
import type { YamlDocument } from '../rules/yaml/document.ts';
import type { Path } from '../rules/yaml/path.ts';
import { pathOf, schemaProblems } from '../rules/yaml/schema-problems.ts';
import { type PolicyContent, policySchema } from './policy-schema.ts';
import { validatePolicy } from './validators.ts';

/** A policy file while it is being checked. */
export interface PolicyReading {
  readonly document: YamlDocument;
  /** Trust only the sections that are `sound`. */
  readonly content: PolicyContent;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly catalogue: ReadonlyMap<string, Requirement>;
  /** Whether the schema found nothing wrong in these sections. */
  readonly sound: (...sections: (keyof PolicyContent)[]) => boolean;
  readonly report: (path: Path, message: string, hint?: string) => void;
  /** The same, pointing at the key instead of its value. */
  readonly reportKey: (path: Path, message: string, hint?: string) => void;
  readonly problems: Problem[];
}

/** Holds a parsed policy against the schema. */
export function startReading(
  document: YamlDocument,
  rules: readonly Rule[],
  catalogue: readonly Requirement[],
): PolicyReading {
  const errors = validatePolicy(document.value);
  const broken = new Set(errors.map((error) => String(pathOf(error)[0])));
  const problems = schemaProblems(errors, document, policySchema);
  const add = (at: string, message: string, hint: string | undefined) =>
    problems.push({ at, message, ...(hint === undefined ? {} : { hint }) });
  return {
    document,
    content: document.value as PolicyContent,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    catalogue: new Map(catalogue.map((requirement) => [requirement.id, requirement])),
    sound: (...sections) => !broken.has('undefined') && sections.every((section) => !broken.has(section)),
    report: (path, message, hint) => add(document.at(path), message, hint),
    reportKey: (path, message, hint) => add(document.atKey(path), message, hint),
    problems,
  };
}
