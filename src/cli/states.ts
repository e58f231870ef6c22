import { basename, dirname, resolve } from 'node:path';
import { UserError } from '../model/user-error.ts';
import type { WantedStack } from '../sources/repository/read-source.ts';
import { claims, satelliteTypes } from '../sources/terraform-plan/adapters/index.ts';
import { openStates, type StateBook } from '../sources/terraform-state/claim.ts';
import type { State } from '../sources/terraform-state/held.ts';
import { readState, type StateResource } from '../sources/terraform-state/read-state.ts';
import type { AccountCommand } from './account-arguments.ts';
import { type GivenFile, readGiven, stackPath } from './given-file.ts';
import type { Io } from './io.ts';
import { fits } from './source.ts';

/** The states of a run, and the root modules that their addresses are looked for in. */
export interface ReadStates {
  readonly book: StateBook;
  readonly stacks: readonly WantedStack[];
  readonly notes: readonly string[];
}

interface GivenState {
  readonly file: string;
  readonly stack?: string;
}

const givenState: GivenFile = { name: 'the state', hint: 'Make one: terraform show -json > state.json' };

/** Reads every `--state`, before an account is asked anything. */
export async function readStates(
  words: readonly string[],
  command: AccountCommand,
  io: Io,
): Promise<ReadStates> {
  const states: State[] = [];
  const notes: string[] = [];
  for (const given of words.map(parseState)) {
    const resources = readState(await readGiven(given.file, givenState, io), given.file);
    if (resources.length === 0) notes.push(`${given.file} holds no resource of AWS.`);
    states.push({ ...given, resources });
  }
  refuseTwice(states);
  const named = await withStacks(states, command, io);
  const book = openStates(named, kindOf);
  return { book, stacks: named.map((state) => wantedStack(state, io)), notes: [...notes, ...book.notes] };
}

/** `STACK=FILE` or `FILE`. */
function parseState(word: string): GivenState {
  const cut = word.indexOf('=');
  const [stack, file] = cut < 0 ? [undefined, word] : [word.slice(0, cut), word.slice(cut + 1)];
  const hint = 'Write --state FILE, or --state infrastructure/environments/prod=FILE.';
  if (file === '') throw new UserError([{ at: '--state', message: `\`${word}\` names no file`, hint }]);
  if (stack === undefined) return { file };
  const name = stackPath(stack);
  if (name === '') throw new UserError([{ at: '--state', message: `\`${word}\` names no stack`, hint }]);
  return { file, stack: name };
}

function refuseTwice(states: readonly State[]): void {
  const stacks = states.flatMap(({ stack }) => stack ?? []);
  const twice = stacks.find((stack, index) => stacks.indexOf(stack) !== index);
  if (twice === undefined) return;
  const hint = 'A stack has one state; workspaces of one directory need a name each: NAME=FILE.';
  throw new UserError([{ at: '--state', message: `two states are said to be of ${twice}`, hint }]);
}

/** A state that is not named is known by the root module that declares it, else by its file. */
async function withStacks(
  states: readonly State[],
  { source }: AccountCommand,
  io: Io,
): Promise<readonly State[]> {
  const nameless = states.filter(({ stack }) => stack === undefined);
  const directories = source === false ? [] : await directoriesOf(nameless, source, io);
  return states.map((state): State => {
    if (state.stack !== undefined) return state;
    const directory = directories[nameless.indexOf(state)];
    if (directory !== undefined) return { ...state, stack: directory };
    return states.length === 1 ? state : { ...state, stack: basename(state.file).replace(/\.json$/, '') };
  });
}

/** All are looked for at once, so that each file is read once. */
async function directoriesOf(
  states: readonly State[],
  source: string | undefined,
  io: Io,
): Promise<readonly (string | undefined)[]> {
  const stacks = states.map((state) => wantedStack(state, io));
  if (stacks.every(({ addresses }) => addresses.length === 0)) return [];
  const { readSource, findRepositoryRoot } = await import('../sources/repository/read-source.ts');
  const directory = source === undefined ? await findRepositoryRoot(io.cwd) : resolve(io.cwd, source);
  const read = await readSource(directory, { stacks });
  return read.stacks.map((found, index) => (fits(found, stacks[index]) ? found.directory : undefined));
}

function wantedStack({ stack, file, resources }: State, io: Io): WantedStack {
  const beside = file === '-' ? [] : [dirname(resolve(io.cwd, file))];
  return {
    ...(stack === undefined ? {} : { stack }),
    addresses: resources.map(({ address }: StateResource) => address),
    near: [...beside, io.cwd],
  };
}

function kindOf(type: string): string | undefined {
  return satelliteTypes.has(type) ? undefined : claims.get(type)?.kind;
}
