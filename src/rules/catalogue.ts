import type { Requirement } from '../model/policy.ts';
import { type Problem, UserError } from '../model/user-error.ts';
import { type CatalogueContent, catalogueSchema } from './catalogue-schema.ts';
import { validateCatalogue } from './validators.ts';
import { readYaml, type SourceText } from './yaml/document.ts';
import { schemaProblems } from './yaml/schema-problems.ts';

/** Reads a catalogue of requirements. Throws a `UserError` that tells every mistake. */
export function loadCatalogue(source: SourceText): Requirement[] {
  const document = readYaml(source);
  const problems: Problem[] = [...document.problems];
  if (problems.length === 0) {
    problems.push(...schemaProblems(validateCatalogue(document.value), document, catalogueSchema));
  }
  if (problems.length > 0) throw new UserError(problems);

  const entries = document.value as CatalogueContent;
  const ids = new Set<string>();
  entries.forEach((entry, index) => {
    const at = (key: string) => document.at([index, key]);
    if (ids.has(entry.id))
      problems.push({ at: at('id'), message: `the requirement \`${entry.id}\` is there twice` });
    ids.add(entry.id);
    if (entry['maximum-age-days'] !== undefined && !entry.sources.includes('attest')) {
      const message = `\`maximum-age-days\` is for clauses that are attested; ${entry.id} is not`;
      problems.push({ at: at('maximum-age-days'), message, hint: 'Add `attest` to its sources.' });
    }
    if (entry['maximum-age-days'] === undefined && entry.sources.includes('attest')) {
      const message = `${entry.id} can be attested, and nothing says for how long`;
      problems.push({ at: at('id'), message, hint: 'Add `maximum-age-days`.' });
    }
  });
  if (problems.length > 0) throw new UserError(problems);
  return entries.map(requirementOf);
}

function requirementOf(entry: CatalogueContent[number]): Requirement {
  const requirement = {
    id: entry.id,
    title: entry.title,
    sources: entry.sources,
    environments: entry.environments ?? [],
  };
  const age = entry['maximum-age-days'];
  return age === undefined ? requirement : { ...requirement, maximumAgeDays: age };
}
