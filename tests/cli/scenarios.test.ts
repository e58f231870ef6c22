import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { preparations } from './preparations.ts';
import { type Outcome, type RunOptions, run, runBundle, withFolder } from './run.ts';
import { type Expectation, parseScenarios, type Scenario, type Step } from './scenario.ts';

const home = join(repositoryRoot, 'fixtures/scenarios');
const files = readdirSync(home).filter((name) => name.endsWith('.scenario'));
const scenarios = files.map(
  (name) => [name, parseScenarios(readFileSync(join(home, name), 'utf8'), name)] as const,
);

describe('The command, as its scenarios tell', () => {
  for (const [name, told] of scenarios) {
    describe(name, () => {
      it('tells at least one scenario', () => assert.ok(told.length > 0));
      for (const scenario of told) it(scenario.title, () => play(scenario));
    });
  }

  it('reaches every exit code, and finds its scenarios', () => {
    const codes = scenarios.flatMap(([, told]) => told.flatMap(({ steps }) => steps.map(({ exit }) => exit)));
    assert.deepEqual([...new Set(codes)].sort(), [0, 1, 2, 3]);
    assert.ok(files.length >= 5, `only ${files.length} scenario files were found`);
  });
});

async function play(scenario: Scenario): Promise<void> {
  await withFolder(async (cwd) => {
    await prepare(scenario, cwd);
    const options: RunOptions = {
      cwd,
      environment: scenario.environment,
      ...(scenario.stdin === undefined ? {} : { stdin: await readFile(join(cwd, scenario.stdin)) }),
      ...(scenario.terminal === undefined ? {} : { terminal: scenario.terminal }),
    };
    for (const step of scenario.steps) {
      const outcome =
        step.program === 'caja-policy' ? await run(step.argv, options) : runBundle(step.argv, options);
      await compare(step, outcome, cwd);
    }
  });
}

async function prepare(scenario: Scenario, cwd: string): Promise<void> {
  for (const name of scenario.preparations) {
    const preparation = preparations[name];
    assert.ok(preparation, `nobody knows how to prepare ${name}`);
    await preparation(cwd);
  }
  for (const [path, text] of scenario.files) {
    if (text === undefined) await rm(join(cwd, path));
    else {
      await mkdir(dirname(join(cwd, path)), { recursive: true });
      await writeFile(join(cwd, path), text);
    }
  }
}

async function compare(step: Step, outcome: Outcome, cwd: string): Promise<void> {
  const told = `$ ${step.program} ${step.argv.join(' ')}\n${outcome.stderr}\n${outcome.stdout.slice(0, 4_000)}`;
  assert.equal(outcome.code, step.exit, `exit ${outcome.code} instead of ${step.exit}\n${told}`);
  assert.doesNotMatch(outcome.stdout + outcome.stderr, /^\s+at .*:\d+:\d+\)?$/m, 'a stack trace is shown');
  if (step.exit === 2) assert.notEqual(outcome.stderr, '', 'a mistake is not told on standard error');
  for (const expectation of step.expectations) {
    const found = await textAt(expectation.place, outcome, cwd);
    assert.ok(holds(expectation, found), `${describeExpectation(expectation)}\n${told}`);
  }
}

async function textAt(place: string, outcome: Outcome, cwd: string): Promise<string> {
  if (place === 'stdout' || place === 'stderr') return outcome[place];
  return readFile(join(cwd, place), 'utf8').catch(() => '(no such file)');
}

function holds({ verb, text }: Expectation, found: string): boolean {
  switch (verb) {
    case 'has':
      return found.includes(text);
    case 'lacks':
      return !found.includes(text);
    case 'starts':
      return found.startsWith(text);
    case 'is':
      return text === 'JSON' ? isJson(found) : found.trimEnd() === text.trimEnd();
  }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function describeExpectation({ place, verb, text }: Expectation): string {
  return `${place} ${verb} ${JSON.stringify(text)}: it does not hold`;
}
