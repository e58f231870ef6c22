import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { bundleFolder } from '../../src/model/bundle-folder.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { freshBundle } from '../fresh-bundle.ts';

const dist = await freshBundle();
const home = mkdtempSync(join(tmpdir(), 'caja-elsewhere-'));
const cwd = join(home, 'work');
/** Without a policy. */
const empty = join(home, 'empty');
for (const folder of [cwd, empty]) mkdirSync(folder);
after(() => rmSync(home, { recursive: true, force: true }));

const fixture = (path: string) => join(repositoryRoot, 'fixtures', path);
const faults = [
  'plan',
  fixture('plans/caja-prod-faults.json'),
  '--stack',
  'infrastructure/environments/prod',
];
const recording = fixture('accounts/caja-prod');

/** The bundle in a folder that has nothing to do with the project; nothing of the environment helps it. */
function runThere(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder = cwd,
) {
  const argv = [join(dist, 'cli.js'), ...words];
  const env = { PATH: process.env.PATH, ...environment };
  return spawnSync(process.execPath, argv, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1e8 });
}

// What is loaded by dynamic import, and what is read from files beside the program, is missed nowhere but here.
describe('The bundle, in another folder', () => {
  const source = ['--source', fixture('stacks/caja-faults')];
  const state = ['--state', `infrastructure/environments/prod=${fixture('states/caja-prod.json')}`];
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['--help'], 0, /caja-policy plan/],
    [[...faults, '--no-source'], 1, /aws_db_instance\.reports/],
    [[...faults, ...source], 1, /environments\/prod\/databases\.tf:\d+/],
    [['repo', fixture('repositories/caja-faults')], 1, /pipeline\/actions-are-pinned/],
    [
      ['account', '--replay', recording, ...state, '--source', fixture('stacks/caja')],
      1,
      /modules\/[\w/-]+\.tf:\d+/,
    ],
    [
      ['explain', 'rds/instance-keeps-backups', 'aws_db_instance.reports', '--plan', ...faults.slice(1, 2)],
      0,
      /backupRetentionDays/,
    ],
    [['rules', 'show', 'rds/instance-keeps-backups'], 0, /^Examples$/m],
    [['rules', 'new', 'own/bucket-is-versioned', '--kind', 's3-bucket'], 0, /own\/bucket-is-versioned/],
    [['rules', 'test', '--rules', 'rules', 'own/bucket-is-versioned'], 0, /\b1 rule\b/],
    [['policy', 'init', '--plan', fixture('plans/caja-prod.json')], 0, /caja-policy\.yaml/],
    [['policy', 'check'], 0, /caja-policy\.yaml/],
    [['audit-role'], 0, /"Version"/],
    [['comment', 'comment.md'], 2, /comment\.md/],
    [['plan', 'nothing.json'], 2, /nothing\.json: there is no such file/],
  ];
  for (const [words, code, said] of cases)
    it(`runs caja-policy ${words.join(' ').replaceAll(repositoryRoot, '')}`, () => {
      const { status, stdout, stderr } = runThere(words);
      assert.equal(status, code, stdout + stderr);
      assert.match(stdout + stderr, said);
    });

  it('writes every format', () => {
    const files = ['sarif', 'markdown', 'comment', 'html', 'json'].map((format) => [
      format,
      `report.${format}`,
    ]);
    const reports = files.flatMap(([format, file]) => ['--report', `${format}=${file}`]);
    const words = [...faults, ...source, ...reports, '--history', 'history.json', '--soft-fail'];
    const { status, stderr } = runThere(words);
    assert.equal(status, 0, stderr);
    const written = files.map(([, file = '']) => readFileSync(join(cwd, file), 'utf8'));
    for (const text of written) assert.match(text, /environments\/prod\/databases\.tf/);
    assert.match(readFileSync(join(cwd, 'history.json'), 'utf8'), /"gate":"failed"/);
  });
});

it('The bundle knows itself, and is not taken for one where only a folder above is called so', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['file:///opt/app/dist/cli.js', 'file:///opt/app/dist/'],
    ['file:///home/dist/app/dist/chunks/plan-AB12.js', 'file:///home/dist/app/dist/'],
    ['file:///home/dist/app/src/cli/built-in-rules.ts', undefined],
    ['file:///home/app/src/cli/built-in-rules.ts', undefined],
  ];
  for (const [module, folder] of cases) assert.equal(bundleFolder(module)?.href, folder, module);
});

/** The files of the bundle that a run loads. */
function loaded(words: readonly string[]): readonly string[] {
  const folder = join(home, 'loaded');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const { status, stderr } = runThere(words, { NODE_V8_COVERAGE: folder }, empty);
  assert.equal(status, 0, stderr);
  return readdirSync(folder).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      readonly result: readonly { readonly url: string }[];
    };
    return result.map(({ url }) => url).filter((url) => url.includes('/dist/'));
  });
}

describe('What a run does not need', () => {
  // Words that are in the code of heavy modules alone.
  const heavy = {
    'the grammar of Terraform': 'tree_sitter',
    YAML: 'YAMLParseError',
    'the page': '<!doctype html>',
    "AWS's library": 'requestHandler',
    'the parser of conditions': 'has() invalid argument',
  };
  const heavyIn = (files: readonly string[]) => {
    const texts = files.map((url) => readFileSync(new URL(url), 'utf8'));
    return Object.entries(heavy)
      .filter(([, word]) => texts.some((text) => text.includes(word)))
      .map(([name]) => name);
  };

  it('is not loaded', () => {
    const version = loaded(['--version']);
    assert.ok(version.length > 0 && version.length <= 4, version.join('\n'));
    assert.deepEqual(heavyIn(version), []);
    const calm = [...faults, '--soft-fail', '--quiet'];
    assert.deepEqual(heavyIn(loaded([...calm, '--no-source'])), []);
    assert.deepEqual(heavyIn(loaded([...calm, '--source', fixture('stacks/caja-faults')])), [
      'the grammar of Terraform',
      'YAML',
    ]);
    assert.deepEqual(heavyIn(loaded([...calm, '--no-source', '--report', 'html=page.html'])), ['the page']);
  });

  it('is there where it is needed: the words tell them', () => {
    const texts = readdirSync(join(dist, 'chunks')).map((file) => join(dist, 'chunks', file));
    assert.deepEqual(heavyIn(texts.map((path) => `file://${path}`)), Object.keys(heavy));
  });
});

describe('LICENSES.txt', () => {
  const text = readFileSync(join(dist, 'LICENSES.txt'), 'utf8');

  it('holds what every package asks to be handed on, with its licence', () => {
    const { dependencies } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const names = [...Object.keys(dependencies), '@tree-sitter-grammars/tree-sitter-hcl'];
    for (const name of names) assert.match(text, new RegExp(`^${name}@[\\d.]+ \\([\\w.-]+\\)$`, 'm'));
    for (const words of ['Apache License', 'Permission is hereby granted', 'Max Brunsfeld'])
      assert.ok(text.includes(words), words);
  });

  it('tells nothing of the machine it was made on', () => {
    assert.ok(!text.includes(repositoryRoot));
    assert.doesNotMatch(text, /node_modules|\/home\//);
  });
});
