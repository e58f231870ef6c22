import type { Verdict } from '../model/report.ts';
import type { ParameterDeclaration } from '../model/rule.ts';
import { suggest } from '../model/suggestion.ts';
import type { CheckedExample } from './checked-rule.ts';
import { buildScene } from './example-resource.ts';
import { wrongParameterValue } from './parameter-value.ts';
import { environmentNames, type RuleReading } from './rule-reading.ts';
import type { ExampleContent } from './rule-schema.ts';
import type { Path } from './yaml/path.ts';

const verdicts = ['pass', 'fail', 'unknown', 'not-applicable'] as const satisfies readonly Verdict[];

/** Checks that examples fit the kind, differ from each other, and that none is wanting. */
export function checkExamples(reading: RuleReading): CheckedExample[] {
  const { content, sound } = reading;
  if (!sound('examples', 'applies-to', 'environments')) return [];
  reportMissing(reading);
  const examples = verdicts.flatMap((verdict) =>
    (content.examples[verdict] ?? []).map((example, index) => {
      const path = ['examples', verdict, index];
      checkExample(example, path, reading);
      return { path, example: checkedExample(example, verdict, path, reading) };
    }),
  );
  reportTwins(examples, reading);
  return examples.map(({ example }) => example);
}

/** A rule that is never seen to step aside may be stepping aside always. */
function reportMissing({ content, document, problems }: RuleReading): void {
  const restricted =
    content.when !== undefined ? 'when' : content.environments !== undefined ? 'environments' : '';
  if (restricted === '' || (content.examples['not-applicable'] ?? []).length > 0) return;
  problems.push({
    at: document.atKey([restricted]),
    message: `no example shows what \`${restricted}\` leaves out`,
    hint: 'Add one under `examples.not-applicable`.',
  });
}

function checkExample(example: ExampleContent, path: Path, reading: RuleReading): void {
  const { content, document, catalogue, problems, report } = reading;
  const written = { name: example.name, given: example.given, related: example.related ?? {} };
  buildScene(written, content['applies-to'], ({ path: inside, message, hint, isKey }) => {
    const place = [...path, ...inside];
    const at = isKey === true ? document.atKey(place) : document.at(place);
    problems.push({ at, message, ...(hint === undefined ? {} : { hint }) });
  });
  const environments = environmentNames(catalogue);
  const { environment } = example;
  if (environment !== undefined && environments.length > 0 && !environments.includes(environment)) {
    const hint = suggest(environment, environments);
    report([...path, 'environment'], `no requirement knows the environment \`${environment}\``, hint);
  }
  if (!reading.sound('parameters')) return;
  const declared = (content.parameters ?? {}) as Record<string, ParameterDeclaration>;
  for (const [name, value] of Object.entries(example.parameters ?? {})) {
    const declaration = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const place = [...path, 'parameters', name];
    if (declaration === undefined) {
      const message = `the rule has no parameter \`${name}\``;
      problems.push({ at: document.atKey(place), message, hint: suggest(name, Object.keys(declared)) });
      continue;
    }
    const wrong = wrongParameterValue(declaration, value);
    if (wrong) report(place, `\`${name}\` ${wrong.message}`, wrong.hint);
  }
}

function checkedExample(
  example: ExampleContent,
  verdict: Verdict,
  path: Path,
  { content, document }: RuleReading,
): CheckedExample {
  const checked = {
    name: example.name,
    verdict,
    at: document.at(path),
    given: example.given,
    related: example.related ?? {},
    parameters: (example.parameters ?? {}) as CheckedExample['parameters'],
    environment: example.environment ?? content.environments?.[0] ?? '',
  };
  return example.says === undefined ? checked : { ...checked, says: example.says };
}

function reportTwins(
  examples: readonly { readonly path: Path; readonly example: CheckedExample }[],
  { report }: RuleReading,
): void {
  const names = new Set<string>();
  const contents = new Map<string, string>();
  for (const { path, example } of examples) {
    const { name, given, related, parameters, environment } = example;
    if (names.has(name)) report([...path, 'name'], `two examples are named "${name}"`);
    names.add(name);
    const content = JSON.stringify([given, related, parameters, environment]);
    const twin = contents.get(content);
    if (twin !== undefined) report(path, `"${name}" is the same as "${twin}"`, 'Take one of them away.');
    else contents.set(content, name);
  }
}
