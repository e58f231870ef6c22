import { isText, listOf, type Part, part, problem, type SarifProblem } from './lint-values.ts';

const mostResults = 25_000;
const mostLocations = 1_000;

export function lintResults(run: Part, driver: Part, at: string): readonly SarifProblem[] {
  if (!Array.isArray(run.results))
    return [problem('no-results', at, '`results` is missing; it may be empty.')];
  const results = run.results.map(part);
  const rules = listOf(driver.rules).map(part);
  const ruleIds = new Set(rules.map(({ id }) => id));
  const problems = results.flatMap((result, index) => {
    const place = `${at}.results[${index}]`;
    return [
      ...lintVerdict(result, place),
      ...lintRule(result, rules, ruleIds, place),
      ...lintLocation(result, place),
      ...lintFingerprints(result, place),
      ...lintLinks(result, place),
    ];
  });
  if (results.length > mostResults)
    problems.push(problem('too-many-results', at, `GitHub takes ${mostResults} results a run.`));
  return [...problems, ...lintTwins(results, at)];
}

function lintVerdict(result: Part, at: string): readonly SarifProblem[] {
  const problems: SarifProblem[] = [];
  if (result.kind !== undefined && result.kind !== 'fail') {
    problems.push(
      problem('kind', at, `GitHub makes an alert of every result, also of kind "${String(result.kind)}".`),
    );
    if (result.level !== undefined && result.level !== 'none') {
      problems.push(problem('kind-level', at, 'Only results of kind "fail" have a level.'));
    }
  } else if (!['error', 'warning', 'note', undefined].includes(result.level as string | undefined)) {
    problems.push(problem('level', at, 'The level of an alert is error, warning or note.'));
  }
  if (result.suppressions !== undefined) {
    problems.push(problem('suppressed', at, 'GitHub opens alerts for suppressed results.'));
  }
  if (!isText(part(result.message).text))
    problems.push(problem('no-message', at, '`message.text` is missing.'));
  return problems;
}

function lintRule(
  result: Part,
  rules: readonly Part[],
  ruleIds: ReadonlySet<unknown>,
  at: string,
): readonly SarifProblem[] {
  const { ruleId, ruleIndex } = result;
  if (!isText(ruleId) || !ruleIds.has(ruleId))
    return [problem('unknown-rule', at, 'The rule is not among the rules.')];
  if (ruleIndex === undefined) return [];
  const rule = typeof ruleIndex === 'number' ? rules[ruleIndex] : undefined;
  if (rule === undefined) return [problem('rule-index', at, '`ruleIndex` is out of range.')];
  return rule.id === ruleId
    ? []
    : [problem('rule-index', at, '`ruleIndex` names another rule than `ruleId`.')];
}

function lintLocation(result: Part, at: string): readonly SarifProblem[] {
  const locations = listOf(result.locations);
  if (locations.length === 0)
    return [problem('no-location', at, 'Without a location GitHub rejects the whole file.')];
  if (locations.length > mostLocations) {
    return [problem('too-many-locations', at, `GitHub takes ${mostLocations} locations a result.`)];
  }
  const { physicalLocation } = part(locations[0]);
  if (physicalLocation === undefined) {
    return [
      problem('no-physical-location', at, 'A logical location alone makes GitHub reject the whole file.'),
    ];
  }
  return lintPlace(part(physicalLocation), at);
}

function lintPlace({ artifactLocation, region }: Part, at: string): readonly SarifProblem[] {
  return [...lintUri(part(artifactLocation).uri, at), ...lintRegion(region, at)];
}

function lintUri(uri: unknown, at: string): readonly SarifProblem[] {
  if (!isText(uri)) return [problem('no-uri', at, '`artifactLocation.uri` is missing.')];
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri)) {
    return [
      problem(
        'uri-scheme',
        at,
        `GitHub rejects the whole file for "${uri}": it must be a path in the repository.`,
      ),
    ];
  }
  if (uri.startsWith('/') || uri.split('/').some((segment) => ['', '.', '..'].includes(segment))) {
    return [problem('uri-path', at, `"${uri}" must be relative to the repository's root, without dots.`)];
  }
  if (!/^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+$/.test(uri)) {
    return [problem('uri-characters', at, `"${uri}" is not percent-encoded.`)];
  }
  return [];
}

function lintRegion(region: unknown, at: string): readonly SarifProblem[] {
  const { startLine, endLine, startColumn } = part(region);
  if (region === undefined || startLine === undefined)
    return [problem('no-region', at, 'The region has no line.')];
  const numbers = [startLine, startColumn ?? 1].every((one) => Number.isInteger(one) && Number(one) >= 1);
  if (!numbers) return [problem('region', at, 'Lines and columns start at 1.')];
  if (endLine !== undefined && endLine !== startLine) {
    return [
      problem(
        'long-region',
        at,
        'GitHub shows an alert in a pull request only when all its lines were changed.',
      ),
    ];
  }
  return [];
}

function lintFingerprints(result: Part, at: string): readonly SarifProblem[] {
  const given = Object.values(part(result.partialFingerprints));
  if (given.length > 0 && given.every(isText)) return [];
  return [
    problem('no-fingerprint', at, 'Without fingerprints an alert is opened anew for every change above it.'),
  ];
}

/** GitHub links a related location where the message names its id; other links lead nowhere. */
function lintLinks(result: Part, at: string): readonly SarifProblem[] {
  const related = listOf(result.relatedLocations).map(part);
  const ids = new Set(related.map(({ id }) => String(id)));
  const text = String(part(result.message).text);
  const named = [...text.matchAll(/\[[^\]]+\]\(([^)]*)\)/g)].map(([, id]) => id ?? '');
  return [
    ...related.flatMap(({ physicalLocation }) => lintPlace(part(physicalLocation), at)),
    ...named
      .filter((id) => !ids.has(id))
      .map((id) => problem('link', at, `The message links "${id}", which is no related location.`)),
  ];
}

/** GitHub takes results of one rule, path and fingerprint for one alert. */
function lintTwins(results: readonly Part[], at: string): readonly SarifProblem[] {
  const seen = new Set<string>();
  return results.flatMap((result, index) => {
    const { physicalLocation } = part(listOf(result.locations)[0]);
    const { artifactLocation, region } = part(physicalLocation);
    const hash = part(result.partialFingerprints).primaryLocationLineHash ?? part(region).startLine;
    const identity = JSON.stringify([result.ruleId, part(artifactLocation).uri, hash]);
    const twin = seen.has(identity);
    seen.add(identity);
    if (!twin) return [];
    return [
      problem(
        'same-alert',
        `${at}.results[${index}]`,
        'Another result has the same rule, path and fingerprint.',
      ),
    ];
  });
}
