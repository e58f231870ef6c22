import { isText, listOf, type Part, part, problem, type SarifProblem } from './lint-values.ts';

const mostRules = 25_000;
const mostTags = 10;
const longestName = 255;
const longestDescription = 1_024;

export function lintRules(driver: Part, run: string): readonly SarifProblem[] {
  const at = `${run}.tool.driver.rules`;
  if (!Array.isArray(driver.rules)) return [problem('no-rules', at, '`rules` is missing.')];
  const rules = driver.rules.map(part);
  const problems = rules.flatMap((rule, index) => lintRule(rule, `${at}[${index}]`));
  if (rules.length > mostRules)
    problems.push(problem('too-many-rules', at, `GitHub takes ${mostRules} rules a run.`));
  const ids = rules.map(({ id }) => id);
  if (new Set(ids).size < ids.length) problems.push(problem('same-rule', at, 'Two rules have one id.'));
  return problems;
}

function lintRule(rule: Part, at: string): readonly SarifProblem[] {
  return [...lintTexts(rule, at), ...lintProperties(part(rule.properties), at)];
}

function lintTexts(rule: Part, at: string): readonly SarifProblem[] {
  const problems: SarifProblem[] = [];
  if (!isText(rule.id)) problems.push(problem('no-rule-id', at, 'The rule has no id.'));
  for (const name of ['shortDescription', 'fullDescription', 'help']) {
    const { text } = part(rule[name]);
    if (!isText(text)) problems.push(problem('rule-text', `${at}.${name}`, 'The text is missing.'));
    else if (name !== 'help' && text.length > longestDescription) {
      problems.push(
        problem('rule-text', `${at}.${name}`, `The text is longer than ${longestDescription} characters.`),
      );
    }
  }
  if (isText(rule.name) && rule.name.length > longestName) {
    problems.push(problem('rule-text', `${at}.name`, `The name is longer than ${longestName} characters.`));
  }
  if (rule.helpUri !== undefined && !(isText(rule.helpUri) && URL.canParse(rule.helpUri))) {
    problems.push(
      problem('help-uri', `${at}.helpUri`, '`helpUri` must be an absolute address, or left out.'),
    );
  }
  return problems;
}

function lintProperties(properties: Part, at: string): readonly SarifProblem[] {
  const problems: SarifProblem[] = [];
  const score = properties['security-severity'];
  if (score !== undefined && !isScore(score)) {
    const message = '`security-severity` must be a number above 0 and at most 10, written as text.';
    problems.push(problem('security-severity', `${at}.properties`, message));
  }
  const tags = listOf(properties.tags);
  if (tags.length > mostTags)
    problems.push(problem('too-many-tags', `${at}.properties.tags`, `GitHub keeps ${mostTags} tags.`));
  if (new Set(tags).size < tags.length)
    problems.push(problem('same-tag', `${at}.properties.tags`, 'A tag stands twice.'));
  return problems;
}

function isScore(score: unknown): boolean {
  return isText(score) && /^\d+(\.\d+)?$/.test(score) && Number(score) > 0 && Number(score) <= 10;
}
