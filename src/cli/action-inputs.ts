import { join, resolve } from 'node:path';
import { type Problem, UserError } from '../model/user-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the GitHub action has its reports written. */
export interface ActionFiles {
  readonly json: string;
  readonly markdown: string;
  readonly comment: string;
  readonly html: string;
  /** The first; where there are more, they are numbered. */
  readonly sarif: string;
}

/** What the inputs of the GitHub action come to. */
export interface ActionRun {
  /** The command line. */
  readonly words: readonly string[];
  readonly files: ActionFiles;
  /** Whether GitHub may be given the SARIF: in the full profile, verdicts that pass would become alerts. */
  readonly forUpload: boolean;
}

/** Inputs that are options by the same name, in the modes that know them. */
const options: Readonly<Record<string, readonly string[]>> = {
  plan: ['stack', 'environment', 'requirement'],
  account: [
    ...['environment', 'requirement', 'accounts', 'regions', 'role-arn', 'aggregator', 'aggregator-region'],
    ...['record', 'replay'],
  ],
  repo: ['requirement'],
};
const everywhere = ['policy', 'fail-on', 'sarif-profile', 'history'];
/** One a line. */
const lists: Readonly<Record<string, readonly string[]>> = {
  plan: ['rules'],
  account: ['rules', 'state'],
  repo: ['rules'],
};

/** Reads the inputs from INPUT_… variables. An input that the mode does not know is refused, not ignored. */
export function actionRun(environment: Environment): ActionRun {
  const input = (name: string) => environment[variable(name)]?.trim() ?? '';
  const mode = input('mode') || 'plan';
  const own = options[mode];
  const ownLists = lists[mode];
  if (own === undefined || ownLists === undefined)
    throw mistake('mode', `\`${mode}\` is not a mode`, 'Known: plan, account, repo.');
  const files = filesIn(input('reports') || join(environment.RUNNER_TEMP ?? '.', 'caja-policy'));
  refuseStrangers(mode, input);
  const softFail = isOn('soft-fail', input);
  const words = [
    mode,
    ...subject(mode, input),
    ...[...own, ...everywhere].flatMap((name) => option(name, input(name))),
    ...ownLists.flatMap((name) => linesOf(input(name)).flatMap((line) => option(name, line))),
    ...(softFail ? ['--soft-fail'] : []),
    ...Object.entries(files).map(([format, path]) => `--report=${format}=${path}`),
    '--report=table',
  ];
  return { words, files, forUpload: isOn('upload-sarif', input) && input('sarif-profile') !== 'full' };
}

type Input = (name: string) => string;

/** `--name=value`, so that a value which begins with a hyphen stays a value. */
function option(name: string, value: string): readonly string[] {
  return value === '' ? [] : [`--${name}=${value}`];
}

function subject(mode: string, input: Input): readonly string[] {
  const source = input('source');
  if (mode === 'repo') return source === '' ? [] : [asPath(source)];
  const plan = input('plan');
  if (mode === 'plan' && (plan === '' || plan === '-'))
    throw mistake('plan', 'which plan?', 'Give the file of terraform show -json tfplan > plan.json.');
  return [
    ...(mode === 'plan' ? [asPath(plan)] : []),
    ...(source === 'none' ? ['--no-source'] : option('source', source)),
  ];
}

function asPath(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}

function filesIn(folder: string): ActionFiles {
  // Outputs are lines of a file: one more line would be one more output.
  if (/\p{Cc}/u.test(folder))
    throw mistake('reports', 'a folder with a line end in its name', 'Choose another one.');
  // Whole paths: the steps behind it may start from another folder.
  const home = resolve(folder);
  return {
    json: join(home, 'report.json'),
    markdown: join(home, 'summary.md'),
    comment: join(home, 'comment.md'),
    html: join(home, 'report.html'),
    sarif: join(home, 'sarif', 'caja-policy.sarif'),
  };
}

function refuseStrangers(mode: string, input: Input): void {
  const known = [...(options[mode] ?? []), ...(lists[mode] ?? []), ...(mode === 'plan' ? ['plan'] : [])];
  const others = new Set([...Object.values(options), ...Object.values(lists), ['plan']].flat());
  const problems: Problem[] = [...others]
    .filter((name) => !known.includes(name) && input(name) !== '')
    .map((name) => ({ at: name, message: `mode ${mode} knows no such input`, hint: 'Leave it out.' }));
  if (problems.length > 0) throw new UserError(problems);
}

function isOn(name: string, input: Input): boolean {
  const value = input(name);
  if (value !== '' && value !== 'true' && value !== 'false')
    throw mistake(name, `\`${value}\` is neither true nor false`, 'Write true or false.');
  return value === 'true';
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `fail-on` comes as INPUT_FAIL_ON. */
export function variable(name: string): string {
  return `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}

function mistake(at: string, message: string, hint: string): UserError {
  return new UserError([{ at, message, hint }]);
}
