import {
  byAction,
  byCommand,
  hidingCommand,
  plainAction,
  plainCommand,
  plainModule,
  type Stage,
  testRunner,
  testWords,
} from './stages.ts';

/** What one command or action does for the pipeline, and what it may do besides. */
export interface Doing {
  readonly certain: readonly Stage[];
  /** Why it may do more than that, in half a sentence; with the stages it may serve, every one when left out. */
  readonly hides?: { readonly why: string; readonly only?: readonly Stage[] };
}

const nothing: Doing = { certain: [] };

/** Tells about a tool, and does nothing with it. */
const onlyAsks =
  /\s(--?version|--?help|--collect-only|--co|--list-tests|--no-run|--download(-java)?-db-only)(?=\s|$)|\s-h$/;
/** Builds in which the tests are left out. */
const skipsTests = /\s-D(skipTests|skipITs|maven\.test\.skip)(?!=false)|\s(-x|--exclude-task) test\b/;

/** What a command does that stands without its wrappers. `runner`: one of them runs scripts of the project, too. */
export function doingOfCommand(written: string, runner?: string): Doing {
  const command = withoutExpressions(written);
  if (onlyAsks.test(command)) return nothing;
  const tool = containerTool(command) ?? command;
  const told = byCommand
    .filter(({ run, and, not }) => run.test(tool) && and?.test(tool) !== false && not?.test(tool) !== true)
    .map(({ stage }) => stage);
  if (testRunner.test(tool) && !skipsTests.test(tool)) return withTests(tool, told);
  if (/^(pre-commit|prek) run\b/.test(tool)) return { certain: told, hides: hooks };
  if (told.length > 0) return { certain: told };
  if (plainCommand.test(tool) || (runner !== undefined && plainModule.test(tool))) return nothing;
  if (runner !== undefined) return { certain: [], hides: { why: `runs ${runner}` } };
  if (!hidingCommand.test(tool)) return nothing;
  return { certain: /deploy/i.test(tool) ? ['deployment'] : [], hides: { why: `runs ${shownName(tool)}` } };
}

/** GitHub's expressions may hold spaces and are one word all the same: `terraform -chdir=${{ matrix.stack }} apply`. */
export function withoutExpressions(command: string): string {
  return command.replace(/\$\{\{.*?\}\}/g, '$EXPRESSION');
}

/** What an action does, by its name and inputs. */
export function doingOfAction(name: string, inputs: Readonly<Record<string, string>>): Doing {
  const fits = byAction.filter(({ uses }) => uses.test(name));
  const certain: Stage[] = [];
  const perhaps: Stage[] = [];
  for (const { stage, input } of fits) {
    const value = input === undefined ? undefined : (inputs[input.name] ?? input.absent);
    if (input === undefined || (value !== undefined && input.value.test(value))) certain.push(stage);
    else if (value?.includes('${{') === true) perhaps.push(stage);
  }
  if (perhaps.length > 0)
    return { certain, hides: { why: `uses ${name} with an input that is worked out`, only: perhaps } };
  if (manyTools.test(name)) return { certain, hides: { ...hooks, why: `uses ${name}` } };
  if (fits.length > 0 || plainAction.test(name)) return { certain };
  return { certain, hides: { why: `uses ${name}` } };
}

/** They run linters of every sort, scanners among them, by settings of their own. */
const manyTools = /^((super-linter|github)\/super-linter|oxsecurity\/megalinter|pre-commit\/action)/;

/** A hook is whatever .pre-commit-config.yaml says. */
const hooks = {
  why: 'runs hooks',
  only: ['dependencyScan', 'terraformFormat', 'terraformValidate', 'terraformScan'],
} as const;

/** Without a word that tells which, a runner runs every test that it finds. */
function withTests(command: string, told: readonly Stage[]): Doing {
  const asked = command
    .replace(/\bnot\s+\w+/g, '')
    .replace(/\s--?\S*(ignore|exclude|deselect|skip)\S*([= ]\S+)?/gi, '');
  const sorts = testWords.filter(({ word }) => word.test(asked)).map(({ stage }) => stage);
  if (sorts.length > 0)
    return { certain: [...told, ...sorts, ...(/\bunit/i.test(asked) ? ['unitTests' as const] : [])] };
  const certain: readonly Stage[] = [...told, 'unitTests'];
  if (/\bunit/i.test(asked) || asked !== command) return { certain };
  return { certain, hides: { why: 'runs every test there is', only: testWords.map(({ stage }) => stage) } };
}

const tools =
  /\/?(trivy|checkov|tfsec|grype|k6|infracost|semgrep|kics|flake8|black|mypy|eslint)(?:[:@]\S+)?\s+(.*)$/;

/** `docker run … aquasec/trivy:0.50 image app` is `trivy image app`. */
function containerTool(command: string): string | undefined {
  if (!/^(docker (container )?|podman )run\b/.test(command)) return undefined;
  const found = tools.exec(command);
  return found === null ? undefined : `${found[1]} ${found[2]}`;
}

/** Arguments may hold secrets: the tool's own name is all that is told. */
function shownName(command: string): string {
  const [first = ''] = command.split(' ');
  return /^[\w./-]{1,60}$/.test(first) ? first : 'a command that is worked out';
}
