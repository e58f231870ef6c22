import type { Requirement } from '../model/policy.ts';
import type { Problem } from '../model/user-error.ts';
import { type RuleContent, ruleSchema } from './rule-schema.ts';
import { validateRule } from './validators.ts';
import type { SourceText, YamlDocument } from './yaml/document.ts';
import type { Path } from './yaml/path.ts';
import { pathOf, schemaProblems } from './yaml/schema-problems.ts';

/** A rule file, with the id that its place in the rules folder gives it. */
export interface RuleFile extends SourceText {
  /** `rds/instance-keeps-backups` for `<folder>/rds/instance-keeps-backups.yaml`. */
  readonly id: string;
}

/** A rule file while it is being checked. */
export interface RuleReading {
  readonly document: YamlDocument;
  /** Trust only the sections that are `sound`. */
  readonly content: RuleContent;
  readonly catalogue: readonly Requirement[];
  /** Whether the schema found nothing wrong in these sections. */
  readonly sound: (...sections: (keyof RuleContent)[]) => boolean;
  readonly report: (path: Path, message: string, hint?: string) => void;
  readonly problems: Problem[];
}

/** Holds a parsed rule file against the schema. */
export function startReading(
  document: YamlDocument,
  content: RuleContent,
  catalogue: readonly Requirement[],
): RuleReading {
  const errors = validateRule(document.value);
  const broken = new Set(errors.map((error) => String(pathOf(error)[0])));
  const problems = schemaProblems(errors, document, ruleSchema);
  return {
    document,
    content,
    catalogue,
    problems,
    sound: (...sections) => sections.every((section) => !broken.has(section)),
    report: (path, message, hint) =>
      problems.push({ at: document.at(path), message, ...(hint === undefined ? {} : { hint }) }),
  };
}

/** Environments by the names that the catalogue's clauses use. */
export function environmentNames(catalogue: readonly Requirement[]): readonly string[] {
  return [...new Set(catalogue.flatMap((requirement) => requirement.environments))].sort();
}
