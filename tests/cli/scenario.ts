/** One run and what the shell must see of it. */
export interface Step {
  readonly program: 'caja-policy' | 'dist/cli.js';
  readonly argv: readonly string[];
  readonly exit: number;
  readonly expectations: readonly Expectation[];
}

export interface Expectation {
  /** `stdout`, `stderr`, or a file of the working directory. */
  readonly place: string;
  readonly verb: 'has' | 'lacks' | 'is' | 'starts';
  readonly text: string;
}

/** A story told in plain text: what lies there, what is typed, what comes out. */
export interface Scenario {
  readonly title: string;
  readonly preparations: readonly string[];
  /** Files to write first, by path; `undefined` takes the file away. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly stdin: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly terminal: number | undefined;
  readonly steps: readonly Step[];
}

interface Draft {
  title: string;
  preparations: string[];
  files: Map<string, string | undefined>;
  stdin: string | undefined;
  environment: Record<string, string>;
  terminal: number | undefined;
  steps: DraftStep[];
}

type DraftStep = Omit<Step, 'exit' | 'expectations'> & {
  exit: number | undefined;
  expectations: Expectation[];
};

/** Reads a scenario file; a line that means nothing is a mistake, and so is a run whose exit code is not told. */
export function parseScenarios(text: string, file: string): readonly Scenario[] {
  const drafts: Draft[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim();
    if (line === '' || line.startsWith('#')) continue;
    const block: string[] = [];
    while (/^\s*\|/.test(lines[index + 1] ?? '')) {
      block.push((lines[index + 1] ?? '').replace(/^\s*\| ?/, ''));
      index++;
    }
    const understood = readLine(line, block, drafts);
    if (!understood) throw new Error(`${file}:${index + 1}: this line means nothing: ${line}`);
  }
  return drafts.map((draft) => finished(draft, file));
}

function readLine(line: string, block: readonly string[], drafts: Draft[]): boolean {
  const [word = '', ...words] = line.split(/\s+/);
  const rest = line.slice(word.length).trim();
  if (word === 'Scenario:') {
    drafts.push(emptyDraft(rest));
    return true;
  }
  const draft = drafts.at(-1);
  if (draft === undefined) return false;
  if (word === '$') return addStep(draft, rest);
  const step = draft.steps.at(-1);
  return step === undefined
    ? readSetting(draft, word, rest, block)
    : readExpectation(step, word, words, { line, block });
}

function readSetting(draft: Draft, word: string, rest: string, block: readonly string[]): boolean {
  switch (word) {
    case 'prepare':
      draft.preparations.push(rest);
      return true;
    case 'file':
      draft.files.set(rest, block.map((line) => `${line}\n`).join(''));
      return true;
    case 'without':
      draft.files.set(rest, undefined);
      return true;
    case 'stdin':
      draft.stdin = rest;
      return true;
    case 'terminal':
      draft.terminal = Number(rest);
      return true;
    case 'set': {
      const cut = rest.indexOf('=');
      draft.environment[rest.slice(0, cut)] = rest.slice(cut + 1);
      return cut > 0;
    }
    default:
      return false;
  }
}

function readExpectation(
  step: DraftStep,
  place: string,
  [verb = '', ...more]: readonly string[],
  source: { readonly line: string; readonly block: readonly string[] },
): boolean {
  if (place === 'exit') {
    step.exit = Number(verb);
    return /^\d$/.test(verb);
  }
  if (verb !== 'has' && verb !== 'lacks' && verb !== 'is' && verb !== 'starts') return false;
  const inLine = source.line.slice(source.line.indexOf(` ${verb}`) + verb.length + 1).trim();
  const whole = source.block.map((line) => `${line}\n`).join('');
  const text = source.block.length > 0 ? whole : inLine === 'empty' && verb === 'is' ? '' : inLine;
  if (text === '' && verb !== 'is') return false;
  if (source.block.length > 0 && more.length > 0) return false;
  step.expectations.push({ place, verb, text: unescaped(text) });
  return true;
}

function addStep(draft: Draft, commandLine: string): boolean {
  const [program, ...argv] = shellWords(commandLine);
  if (program !== 'caja-policy' && program !== 'dist/cli.js') return false;
  draft.steps.push({ program, argv, exit: undefined, expectations: [] });
  return true;
}

function finished(draft: Draft, file: string): Scenario {
  if (draft.steps.length === 0) throw new Error(`${file}: nothing is run in "${draft.title}"`);
  const steps = draft.steps.map((step): Step => {
    if (step.exit === undefined) throw new Error(`${file}: no exit code is told in "${draft.title}"`);
    return { ...step, exit: step.exit };
  });
  return { ...draft, steps };
}

function emptyDraft(title: string): Draft {
  return {
    title,
    preparations: [],
    files: new Map(),
    stdin: undefined,
    environment: {},
    terminal: undefined,
    steps: [],
  };
}

/** Words as a shell would part them; single quotes keep spaces together. */
function shellWords(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
}

function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
