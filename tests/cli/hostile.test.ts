import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { lintSarif } from '../../src/reporters/sarif/lint.ts';
import { hostileNames } from '../reporters/hostile-report.ts';
import { editAnswers } from './preparations.ts';
import { copyRecording, readFixture, run, withFolder } from './run.ts';

/** What a terminal or a browser obeys instead of showing it. Line ends and colours are the tool's own. */
const harmful = /[^\P{Cc}\n]|[\p{Bidi_Control}\u200B\uFEFF\u2028\u2029]/u;
const names = [
  ...hostileNames,
  '\u001B]0;title\u0007\u001B[31mred',
  'a | b `c` <b>d</b>\n\n## e',
  '\u202Egnp.exe',
];

interface Source {
  readonly title: string;
  readonly argv: readonly string[];
  readonly make: (folder: string) => Promise<void>;
  /** Part of a message that shows that the hostile things were judged. */
  readonly proof: RegExp;
}

const sources: readonly Source[] = [
  {
    title: 'a plan',
    argv: ['plan', 'hostile\u001B[31m|`<b>.json', '--stack', 'infrastructure/\u001B[31m|`<b>\u202E'],
    make: async (folder) => writeFile(join(folder, 'hostile\u001B[31m|`<b>.json'), await hostilePlan()),
    proof: /lacks the tags Environment/i,
  },
  {
    title: 'a recorded account',
    argv: ['account', '--replay', 'account'],
    make: async (folder) => {
      await copyRecording(join(folder, 'account'));
      const place = join(folder, 'account/111122223333/eu-west-1');
      await editAnswers(join(place, 'config.SelectResourceConfig.json'), renameRows);
      await editAnswers(join(place, 'ec2.DescribeVolumes.json'), renameVolumes);
      await editAnswers(join(place, 'ec2.DescribeSecurityGroups.json'), renameGroups);
    },
    proof: /is called/i,
  },
];

for (const { title, argv, make, proof } of sources) {
  describe(`Names and tags in ${title} that an attacker chose`, () => {
    it('never reach a terminal as control characters', async () => {
      await withFolder(async (folder) => {
        await make(folder);
        const { code, stdout, stderr } = await run(argv, { cwd: folder, terminal: 100 });
        assert.equal(code, 1, stderr);
        const shown = withoutColours(stdout);
        assert.doesNotMatch(shown, harmful);
        assert.doesNotMatch(stderr, harmful);
        for (const line of shown.slice(shown.indexOf('╭'), shown.indexOf('╯') + 1).split('\n')) {
          assert.ok(/^[╭├╰].*[╮┤╯]$/u.test(line) || /^│.*│.*│.*│$/u.test(line), line);
        }
      });
    });

    it('never break a row or open an element in Markdown', async () => {
      const text = await report('markdown');
      assert.doesNotMatch(text, harmful);
      assert.match(text, proof);
      let cells = 0;
      for (const line of text.split('\n')) {
        const found = line.startsWith('|') ? line.replace(/\\[\\|]/g, '').split('|').length : 0;
        if (found > 0 && cells > 0) assert.equal(found, cells, line);
        cells = found;
      }
      const read = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
      const known = /^<(\/?(details|summary|b|sup|code)>|!-- caja-policy:[A-Za-z0-9:._/-]* -->)$/;
      for (const element of read.match(/<[^>]*>?/g) ?? []) assert.match(element, known);
      assert.doesNotMatch(read, /^## (?!caja-policy)/m);
    });

    it('never make a SARIF file that GitHub refuses', async () => {
      const log = JSON.parse(await report('sarif'));
      assert.deepEqual(lintSarif(log), []);
      assert.ok(log.runs[0].results.length > 0);
    });

    it('are whole in JSON, where machines read them', async () => {
      const { findings } = JSON.parse(await report('json'));
      const told = JSON.stringify(findings);
      assert.ok(told.includes(JSON.stringify('\u001B]0;title\u0007\u001B[31mred').slice(1, -1)));
    });

    async function report(format: string): Promise<string> {
      return withFolder(async (folder) => {
        await make(folder);
        const { code, stdout, stderr } = await run([...argv, '--report', format], { cwd: folder });
        assert.equal(code, 1, stderr);
        return stdout;
      });
    }
  });
}

describe('Words that an attacker put on the command line', () => {
  const bad = '\u001B[2J\u0007\u202E';
  const lines: readonly (readonly string[])[] = [
    [`pl${bad}an`],
    ['plan', `--${bad}`],
    ['plan', `nowhere${bad}.json`],
    ['plan', 'fixtures/plans/caja-dev.json', '--environment', `dev${bad}`],
    ['plan', 'fixtures/plans/caja-dev.json', '--report', `js${bad}on`],
    ['plan', 'fixtures/plans/caja-dev.json', '--fail-on', bad],
    ['plan', 'fixtures/plans/caja-dev.json', '--policy', bad],
    ['plan', 'fixtures/plans/caja-dev.json', '--rules', bad],
    ['account', '--replay', bad],
    ['account', '--regions', bad],
    ['rules', 'show', bad],
  ];
  for (const argv of lines) {
    it(`${JSON.stringify(argv.join(' '))} is told without obeying it`, async () => {
      const { code, stderr } = await run(argv);
      assert.equal(code, 2);
      assert.doesNotMatch(stderr, harmful);
    });
  }
});

/** Only what the tool itself writes: colour, bold, dim, and their ends. */
function withoutColours(text: string): string {
  return text.replace(new RegExp(`${String.fromCharCode(27)}\\[(?:0|1|2|3\\d|9\\d|22|39)m`, 'g'), '');
}

type Fields = Record<string, unknown>;

/** The production plan with faults, in which one volume became one for each name; tags, keys and descriptions are hostile too. */
async function hostilePlan(): Promise<string> {
  const plan = JSON.parse(await readFixture('plans/caja-prod-faults.json'));
  const root = plan.planned_values.root_module;
  plan.resource_changes = plan.resource_changes.flatMap((one: Fields & { change: Fields }) => {
    const after = one.change.after as Fields;
    if (one.address === 'aws_security_group.bastion') {
      const change = { ...one.change, after: { ...after, name: names[4], description: names[5] } };
      return [{ ...one, change }];
    }
    if (one.address !== 'aws_ebs_volume.untagged') return [one];
    return names.map((name) => {
      const tags = { Name: name, [name === '' ? 'Empty' : name]: name, Environment: name };
      const change = { ...one.change, after: { ...after, encrypted: false, tags, tags_all: tags } };
      const { tags_all: _, ...unknown } = one.change.after_unknown as Fields;
      return { ...one, ...indexed(one, name), change: { ...change, after_unknown: unknown } };
    });
  });
  root.resources = root.resources.flatMap((one: Fields) =>
    one.address === 'aws_ebs_volume.untagged'
      ? names.map((name) => ({ ...one, ...indexed(one, name) }))
      : [one],
  );
  return JSON.stringify(plan);
}

/** An instance's address as Terraform would write it, but for what it would escape. */
function indexed(resource: Fields, key: string): Fields {
  const quoted = key.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return { address: `${String(resource.address)}["${quoted}"]`, index: key };
}

type Edit = Parameters<typeof editAnswers>[1];

function nameAt(position: number): string {
  return names[position % names.length] ?? '';
}

const renameRows: Edit = (output) => {
  const { Results } = output as unknown as { Results: Fields[] };
  const rows = Results.map((row, position) => {
    if ('COUNT(*)' in row || row.resourceType === 'AWS::S3::AccountPublicAccessBlock') return row;
    const name = nameAt(position);
    return {
      ...row,
      resourceName: name,
      tags: [
        { key: 'Name', value: name },
        { key: name, value: name },
      ],
    };
  });
  return JSON.parse(JSON.stringify({ ...(output as object), Results: rows }));
};

const renameVolumes: Edit = (output) => renamed(output, 'Volumes', {});
const renameGroups: Edit = (output) => renamed(output, 'SecurityGroups', { GroupName: 'x | `y`\u001B[31m' });

function renamed(output: Parameters<Edit>[0], list: string, more: Fields): ReturnType<Edit> {
  const items = (output as unknown as Record<string, Fields[]>)[list] ?? [];
  const named = items.map((item, position) => ({
    ...item,
    ...more,
    Tags: [{ Key: 'Name', Value: nameAt(position + names.length - 3) }],
  }));
  return JSON.parse(JSON.stringify({ ...(output as object), [list]: named }));
}
