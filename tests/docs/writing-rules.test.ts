import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { run, withFolder } from '../cli/run.ts';

const page = join(repositoryRoot, 'docs/writing-rules.md');
const program = 'npx caja-policy ';

interface Block {
  readonly language: string;
  /** The file that it is, where it is one. */
  readonly file: string | undefined;
  readonly text: string;
}

const blocks: readonly Block[] = [
  ...readFileSync(page, 'utf8').matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm),
].map(([, language = '', file, text = '']) => ({ language, file, text }));

/** Commands that end by themselves, as words. */
function commands(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line !== '');
  for (const line of lines) assert.ok(line.startsWith(program), line);
  return lines
    .filter((line) => !line.includes('--watch'))
    .map((line) => line.slice(program.length).split(' '));
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** What the commands of a block say. A plan may be found wanting, nothing else may. */
async function runAll(text: string, cwd: string): Promise<string> {
  let said = '';
  for (const argv of commands(text)) {
    const { code, stdout, stderr } = await run(argv, { cwd, terminal: 120 });
    assert.ok(code === 0 || (argv[0] === 'plan' && code === 1), `${argv.join(' ')}: ${stdout}${stderr}`);
    said += stdout + stderr;
  }
  return said;
}

/** However wide the terminal is. */
function inOneLine(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\s+/g, ' ');
}

describe('The guide to writing rules', () => {
  it('says what happens: its commands run, its file is the rule, its outputs are said', () =>
    withFolder(async (cwd) => {
      await rm(join(cwd, 'caja-policy.yaml'));
      const plan = await readFile(join(cwd, 'fixtures/plans/caja-prod.json'), 'utf8');
      const opened = plan.replaceAll('"enable_execute_command":false', '"enable_execute_command":true');
      assert.notEqual(opened, plan);
      await writeFile(join(cwd, 'plan.json'), opened);
      const counts = { sh: 0, text: 0 };
      let said = '';
      for (const block of blocks) {
        if (block.file !== undefined) await put(join(cwd, block.file), block.text);
        else if (block.language === 'sh') {
          said = await runAll(block.text, cwd);
          counts.sh += 1;
        } else if (block.language === 'text') {
          for (const line of block.text.split('\n')) {
            assert.ok(inOneLine(said).includes(inOneLine(line)), `${line} in ${said}`);
          }
          counts.text += 1;
        }
      }
      assert.deepEqual(counts, { sh: 8, text: 7 });
    }));

  it('names the tags of examples as the settings of the repository do', () => {
    const settings = JSON.parse(
      readFileSync(join(repositoryRoot, '.vscode/settings.json'), 'utf8'),
    ) as unknown;
    const shown = blocks.filter(({ language }) => language === 'json').map(({ text }) => JSON.parse(text));
    assert.deepEqual(shown, [settings]);
  });

  it('points at files that are there', () => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https:)([^)#]+)/g)].map(
      ([, path = '']) => path,
    );
    assert.ok(links.length > 0);
    for (const path of links) readFileSync(join(dirname(page), path));
  });
});
