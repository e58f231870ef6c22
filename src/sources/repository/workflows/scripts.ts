import { posix } from 'node:path';
import { below, type RepositoryFiles } from '../files.ts';
import { commandsOf, type ShellCommand } from './shell.ts';
import type { ShellManner } from './shell-manner.ts';

/** As shells go on after a failure unless they are told not to. */
const plainShell: ShellManner = { pipefail: false, errexit: false };

/** The commands behind one that only calls a script of the repository: of package.json, a Makefile or a shell script. */
export async function commandsBehind(
  command: string,
  folder: string | undefined,
  files: RepositoryFiles,
): Promise<readonly ShellCommand[] | undefined> {
  const inline = /^(?:ba|z|da)?sh -([a-z]*)c (['"])([\s\S]*)\2$/.exec(command);
  if (inline !== null)
    return commandsOf(inline[3] ?? '', { ...plainShell, errexit: inline[1]?.includes('e') === true });
  if (folder === undefined) return undefined;
  const script = packageScript(command);
  if (script !== undefined) return fromPackage(script, folder, files);
  const target = /^g?make(?:\s+(?:-C\s+(\S+)|-[sjk]\d*))*\s+([\w.:/-]+)$/.exec(command);
  if (target !== null) return fromMakefile(target[2] ?? '', inFolder(folder, target[1] ?? '.'), files);
  const path = /^(?:(?:ba|z|da)?sh\s+|source\s+|\.\s+)?((?:\.{1,2}\/)?[\w./-]+\.sh)(?:\s|$)/.exec(command);
  return path === null ? undefined : fromFile(path[1] ?? '', folder, files);
}

function packageScript(command: string): string | undefined {
  // Of another package, wherever that lies.
  if (/\s(--prefix|--cwd|--dir|-C|-w|--workspaces?|--filter|-r)(?=[\s=]|$)/.test(command)) return undefined;
  const found =
    /^(?:npm|pnpm|bun|yarn) run ([\w:.-]+)/.exec(command) ??
    /^(?:npm|yarn|pnpm) (test)\b/.exec(command) ??
    /^(?:yarn|pnpm) ([\w:.-]+)/.exec(command);
  return found?.[1] ?? (/^npm t$/.test(command) ? 'test' : undefined);
}

async function fromPackage(
  name: string,
  folder: string,
  files: RepositoryFiles,
): Promise<readonly ShellCommand[] | undefined> {
  const text = await textAt(below(folder, 'package.json'), files);
  if (text === undefined) return undefined;
  const scripts = scriptsOf(text);
  const script = scripts !== undefined && Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  return typeof script === 'string' ? commandsOf(script, plainShell) : undefined;
}

function scriptsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const { scripts } = JSON.parse(text) as { scripts?: unknown };
    return typeof scripts === 'object' && scripts !== null ? (scripts as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A rule's recipe and those of its prerequisites; what make works out itself stays hidden. */
async function fromMakefile(
  target: string,
  folder: string,
  files: RepositoryFiles,
): Promise<readonly ShellCommand[] | undefined> {
  const text =
    (await textAt(below(folder, 'Makefile'), files)) ?? (await textAt(below(folder, 'makefile'), files));
  if (text === undefined) return undefined;
  const seen = new Set<string>();
  const recipe = (name: string): readonly ShellCommand[] | undefined => {
    if (seen.has(name)) return [];
    seen.add(name);
    const rule = ruleOf(text, name);
    if (rule === undefined) return undefined;
    const before = rule.needs.flatMap((one) => recipe(one) ?? []);
    return [...before, ...rule.lines.flatMap(recipeLine)];
  };
  return recipe(target);
}

function ruleOf(
  text: string,
  name: string,
): { readonly needs: readonly string[]; readonly lines: readonly string[] } | undefined {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  const start = lines.findIndex(
    (line) =>
      !/^[\s#.]/.test(line) &&
      line
        .split(/:(?!=)/)[0]
        ?.split(/\s+/)
        .includes(name) === true &&
      /:(?!=)/.test(line),
  );
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !/^(\t|\s*#|\s*$)/.test(line));
  const needs = (lines[start] ?? '')
    .replace(/^[^:]*:+/, '')
    .replace(/[;#|].*/, '')
    .split(/\s+/)
    .filter((one) => /^[\w.-]+$/.test(one));
  const body = (end < 0 ? rest : rest.slice(0, end))
    .filter((line) => line.startsWith('\t'))
    .map((line) => line.trim());
  return { needs, lines: body };
}

/** `-` before a command lets it fail, `@` keeps it from being shown. */
function recipeLine(line: string): readonly ShellCommand[] {
  const marks = /^[-@+]*/.exec(line)?.[0] ?? '';
  const commands = commandsOf(line.slice(marks.length), plainShell);
  return marks.includes('-') ? commands.map((one) => ({ ...one, ignored: true })) : commands;
}

async function fromFile(
  path: string,
  folder: string,
  files: RepositoryFiles,
): Promise<readonly ShellCommand[] | undefined> {
  const text = await textAt(inFolder(folder, path), files);
  const errexit = /^#!.*\s-\w*e/.test(text ?? '');
  return text === undefined ? undefined : commandsOf(text, { ...plainShell, errexit });
}

async function textAt(name: string, files: RepositoryFiles): Promise<string | undefined> {
  return files.names.includes(name) ? files.read(name) : undefined;
}

function inFolder(folder: string, path: string): string {
  const joined = posix.normalize(below(folder, path));
  return joined === '.' ? '' : joined.replace(/^\.\//, '');
}
