import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { historySchema } from '../../src/cli/history-schema.ts';
import type { HistoryEntry } from '../../src/model/history.ts';
import { copyRecording, type Outcome, run, withFolder } from './run.ts';

const history = 'kept/history.jsonl';
const plan = [
  'plan',
  'fixtures/plans/caja-dev.json',
  '--no-source',
  '--history',
  history,
  '--report',
  'html=page.html',
];

const faults = [
  ...plan.map((word) => word.replace('caja-dev', 'caja-prod-faults')),
  ...['--report', 'markdown=summary.md'],
];

const kept = async (folder: string): Promise<readonly HistoryEntry[]> =>
  (await readFile(join(folder, history), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as HistoryEntry);

/** Writes a history of one earlier run, made of what is kept of a run now. */
async function withEarlier(
  folder: string,
  argv: readonly string[],
  edit: (entry: HistoryEntry) => HistoryEntry,
) {
  await run(argv, { cwd: folder });
  const [entry] = await kept(folder);
  assert.ok(entry !== undefined);
  await writeFile(join(folder, history), `${JSON.stringify(edit(entry))}\n`);
  return entry;
}

describe('A history', () => {
  it('is begun where there is none, and its folder too', async () => {
    await withFolder(async (folder) => {
      await run([...plan, '--stack', 'a/dev'], { cwd: folder });
      const [entry, ...more] = await kept(folder);
      assert.deepEqual(more, []);
      assert.equal(entry?.subject, 'a/dev');
      assert.equal(entry?.source, 'terraform-plan');
      assert.ok(new Ajv({ strict: true }).validate(historySchema, entry));
    });
  });

  it('is small: some kilobytes a run', async () => {
    await withFolder(async (folder) => {
      await run(['account', '--replay', 'fixtures/accounts/caja-prod', '--history', history], {
        cwd: folder,
      });
      assert.ok((await readFile(join(folder, history))).length < 6_000);
    });
  });

  it('holds the same reading once, however often it is judged', async () => {
    await withFolder(async (folder) => {
      await run(plan, { cwd: folder });
      const first = await readFile(join(folder, history), 'utf8');
      await run(plan, { cwd: folder });
      assert.equal(await readFile(join(folder, history), 'utf8'), first);
    });
  });

  it('tells on the page and in one sentence what moved', async () => {
    await withFolder(async (folder) => {
      await withEarlier(folder, faults, (entry) => ({
        ...entry,
        at: '2026-01-01T02:00:00.000Z',
        requirements: Object.fromEntries(
          Object.keys(entry.requirements).map((id) => [id, { verdict: 'pass' as const }]),
        ),
      }));
      const { stderr } = await run(faults, { cwd: folder });
      assert.match(stderr, /\nCompared with 2026-01-01 02:00 UTC: \d+ clauses are worse \(/);
      for (const file of ['page.html', 'summary.md'])
        assert.match(
          await readFile(join(folder, file), 'utf8'),
          /Compared with 2026-01-01 02(?::|&#58;)00 UTC/,
        );
      assert.equal((await kept(folder)).length, 2);
    });
  });

  it('keeps what it does not compare with as it stood, byte for byte', async () => {
    await withFolder(async (folder) => {
      const other = await withEarlier(folder, plan, (entry) => ({
        ...entry,
        subject: 'another',
        at: '2020-01-01T00:00:00.000Z',
      }));
      const line = `  ${(await readFile(join(folder, history), 'utf8')).trim()}`;
      await writeFile(join(folder, history), `${line}\n\n`);
      const { stderr } = await run(plan, { cwd: folder });
      assert.doesNotMatch(stderr, /Compared/);
      assert.equal((await readFile(join(folder, history), 'utf8')).split('\n')[0], line.trim());
      assert.deepEqual((await kept(folder)).at(-1), other);
    });
  });

  it('keeps four hundred runs of a subject, the latest', async () => {
    await withFolder(async (folder) => {
      const entry = await withEarlier(folder, plan, (one) => one);
      const nights = Array.from({ length: 405 }, (_, index) => ({
        ...entry,
        at: new Date(Date.parse('2024-01-01T00:00:00Z') + index * 86_400_000).toISOString(),
      }));
      const stranger = { ...entry, at: '2000-01-01T00:00:00.000Z', subject: 'another' };
      await writeFile(
        join(folder, history),
        [stranger, ...nights].map((one) => JSON.stringify(one)).join('\n'),
      );
      await run(plan, { cwd: folder });
      const left = await kept(folder);
      assert.equal(left.length, 401);
      assert.equal(left[0]?.subject, 'another');
      assert.deepEqual(left.at(-1), entry);
    });
  });

  it('is not added to by a run that judged nothing', async () => {
    await withFolder(async (folder) => {
      const empty = JSON.stringify({
        format_version: '1.2',
        terraform_version: '1.11.4',
        planned_values: { root_module: {} },
        resource_changes: [],
        configuration: { root_module: {} },
      });
      const outcome = await run(['plan', '-', '--history', history], {
        cwd: folder,
        stdin: Buffer.from(empty),
      });
      assert.equal(outcome.code, 2);
      await assert.rejects(kept(folder));
    });
  });

  it('is written where a link leads', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'kept'));
      await writeFile(join(folder, 'elsewhere.jsonl'), '');
      await symlink(join(folder, 'elsewhere.jsonl'), join(folder, history));
      await run(plan, { cwd: folder });
      assert.match(await readFile(join(folder, 'elsewhere.jsonl'), 'utf8'), /"schemaVersion":"1"/);
    });
  });

  it('is one of several accounts together, by which of them were asked for', async () => {
    await withFolder(async (folder) => {
      const [prod, dev] = ['111122223333', '777788889999'];
      await copyRecording(join(folder, `recorded/${prod}`));
      const failure = {
        reason: 'denied',
        message: 'Nothing was read of the account.',
        at: '2026-11-20T02:00:00Z',
      };
      const accounts = [
        { account: prod, name: 'caja-prod' },
        { account: dev, name: 'caja-dev', failure },
      ];
      const list = { format: 1, startedAt: '2026-11-20T02:00:00Z', accounts };
      await writeFile(join(folder, 'recorded/accounts.json'), JSON.stringify(list));
      const words = ['account', '--replay', 'recorded', '--history', history, '--report', 'html=page.html'];
      const all = await run(words, { cwd: folder });
      assert.equal(all.code, 1, all.stderr);
      await run([...words, '--accounts', 'caja-prod'], { cwd: folder });
      assert.deepEqual(
        (await kept(folder)).map(({ source, subject }) => [source, subject]),
        [
          ['organisation', 'all'],
          ['organisation', 'caja-prod'],
        ],
      );
      const again = await run(words, { cwd: folder });
      assert.doesNotMatch(again.stderr, /Compared/);
      assert.match(await readFile(join(folder, 'page.html'), 'utf8'), /Run by run/);
    });
  });
});

describe('What is no history', () => {
  const refused: readonly (readonly [title: string, text: string, words: RegExp])[] = [
    [
      'a report',
      '{\n  "schemaVersion": "1"\n}\n',
      /history\.jsonl:1:1: this is no line of a history: it is no JSON/,
    ],
    [
      'another program’s lines',
      '{"event":"start"}\n',
      /:1:1: this is no line of a history: it must have required property/,
    ],
    ['a broken line in the middle', 'GOOD\nGOOD\n{"schemaVersion":"1","at\n', /:3:1: .*it is no JSON/],
    [
      'a verdict that there is not',
      'GOOD\nBAD\n',
      /:2:1: .*requirements\..*verdict must be equal to one of the allowed values/,
    ],
  ];
  for (const [title, text, words] of refused) {
    it(`is refused and left alone: ${title}`, async () => {
      await withFolder(async (folder) => {
        const good = JSON.stringify(await withEarlier(folder, plan, (entry) => entry));
        const written = text
          .replaceAll('GOOD', good)
          .replaceAll('BAD', good.replace('"verdict":"pass"', '"verdict":"perhaps"'));
        await writeFile(join(folder, history), written);
        const outcome = await run(plan, { cwd: folder });
        assertMistake(outcome, words);
        assert.equal(await readFile(join(folder, history), 'utf8'), written);
      });
    });
  }

  it('is told before anything is read', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'kept'));
      await writeFile(join(folder, history), '[]');
      assertMistake(
        await run(['plan', 'nowhere.json', '--history', history], { cwd: folder }),
        /no line of a history/,
      );
    });
  });

  it('is a folder', async () => {
    await withFolder(async (folder) => {
      assertMistake(
        await run([...plan.slice(0, plan.indexOf('--history')), '--history', '.'], { cwd: folder }),
        /the history cannot be read \(EISDIR\)/,
      );
    });
  });

  it('is a place where nobody may write', { skip: process.getuid?.() === 0 }, async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'kept'));
      await chmod(join(folder, 'kept'), 0o500);
      assertMistake(await run(plan, { cwd: folder }), /the history cannot be written \(EACCES\)/);
    });
  });
});

function assertMistake({ code, stderr }: Outcome, words: RegExp): void {
  assert.equal(code, 2, stderr);
  assert.match(stderr, words);
  assert.doesNotMatch(stderr, /\n\s+at /);
}
