import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { UserError } from '../../src/model/user-error.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import { writeRecording } from '../../src/sources/aws-account/record.ts';
import { redactedHarmless, redactedSecret, redactSecrets } from '../../src/sources/aws-account/redact.ts';
import { replay } from '../../src/sources/aws-account/replay.ts';
import { accountOf, answersOf, blindItems, manyBuckets, readAccount } from './endpoint/reading.ts';

let root = '';
let count = 0;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'recording-'));
});
after(async () => {
  await rm(root, { recursive: true });
});

function newDirectory(): string {
  count += 1;
  return join(root, String(count));
}

async function filesOf(directory: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => [path.slice(directory.length + 1), await readFile(path, 'utf8')] as const),
  );
  return Object.fromEntries(files);
}

const account = accountOf({
  items: [...manyBuckets(250), ...blindItems.slice(-1)],
  blindTypes: ['AWS::ECS::Cluster'],
  outputs: { 'ec2:DescribeVpcs': { Vpcs: [{ VpcId: 'vpc-1', IsDefault: true }] } },
});

describe('a recording', () => {
  it('gives back what was read, and the same bytes when it is written again', async () => {
    const [first, second] = [newDirectory(), newDirectory()];
    const faults = { 'ec2:DescribeFlowLogs': { what: 'deny' } } as const;
    const { recording } = await readAccount(account, faults, { recordTo: first });
    const replayed = await replay(first);
    assert.deepEqual(replayed, recording);
    assert.deepEqual(coverageOf(replayed), coverageOf(recording));
    await writeRecording(second, replayed);
    assert.deepEqual(await filesOf(second), await filesOf(first));
  });

  it('is one readable file for each API of a region', async () => {
    const directory = newDirectory();
    const { recording } = await readAccount(account, {}, { recordTo: directory });
    const files = await filesOf(directory);
    const calls = new Set(recording.answers.map(({ region, api }) => `${region} ${api}`));
    assert.ok(calls.size > 40, `${calls.size} calls`);
    assert.equal(Object.keys(files).length, 1 + calls.size);
    const rows = files['111122223333/eu-west-1/config.SelectResourceConfig.json'] ?? '';
    assert.match(rows, /^ {12}"resourceId": "bucket-0",$/m);
    assert.match(files['recording.json'] ?? '', /"complete": true/);
  });

  it('is safe when the reading is aborted: it says what is missing', async () => {
    const directory = newDirectory();
    const abort = new AbortController();
    const reading = readAccount(
      accountOf({ items: manyBuckets(5_000) }),
      { 'ec2:DescribeFlowLogs': { what: 'stall' } },
      {
        recordTo: directory,
        signal: abort.signal,
        onProgress: ({ api, pages }) => {
          if (api === 'config:SelectResourceConfig' && pages === 7) abort.abort(new Error('stopped by hand'));
        },
      },
    );
    await assert.rejects(reading, /stopped by hand/);
    const files = Object.keys(await filesOf(directory));
    assert.deepEqual(
      files.filter((file) => !file.endsWith('.json')),
      [],
    );
    const recording = await replay(directory);
    assert.ok(answersOf(recording, 'config:SelectResourceConfig').length >= 6);
    const messages = coverageOf(recording).gaps.map(({ message }) => message);
    assert.ok(
      messages.some((message) => /SelectResourceConfig was interrupted.*after [67] page/.test(message)),
    );
    assert.ok(messages.some((message) => /read was interrupted: .*ec2:DescribeFlowLogs/.test(message)));
  });

  it('does not mix with another one', async () => {
    const directory = newDirectory();
    const { recording } = await readAccount(account, {}, { recordTo: directory });
    await assert.rejects(writeRecording(directory, recording), (error: UserError) => {
      assert.match(error.problems[0]?.message ?? '', /not empty/);
      return error instanceof UserError;
    });
  });

  it('has no secret in it', async () => {
    const directory = newDirectory();
    const hidden = 'hunter2-hunter2';
    const items = [
      {
        resourceType: 'AWS::Lambda::Function',
        resourceId: 'f',
        configuration: { environment: { variables: { DB_URL: `postgres://u:${hidden}@h` } } },
      },
      {
        resourceType: 'AWS::ECS::TaskDefinition',
        resourceId: 't',
        configuration: {
          ContainerDefinitions: [
            {
              Environment: [
                { Name: 'PASSWORD', Value: hidden },
                { Name: 'PLAIN', Value: hidden },
              ],
            },
          ],
        },
        supplementaryConfiguration: { Document: JSON.stringify({ masterPassword: hidden }) },
      },
    ];
    const secret = accountOf({ items, blindTypes: ['AWS::ECS::TaskDefinition'] });
    await readAccount(secret, {}, { recordTo: directory });
    const files = await filesOf(directory);
    assert.ok(JSON.stringify(files).includes('[redacted]'));
    assert.ok(JSON.stringify(files).includes(redactedSecret));
    assert.ok(!JSON.stringify(files).includes(hidden));
  });
});

describe('a broken recording is named file by file', () => {
  const select = '111122223333/eu-west-1/config.SelectResourceConfig.json';
  const cases: readonly [string, (directory: string) => Promise<void>, RegExp][] = [
    [
      'nothing there',
      (directory) => rm(directory, { recursive: true }),
      /recording\.json: there is no such file/,
    ],
    [
      'a file is missing',
      (directory) => rm(join(directory, select)),
      /SelectResourceConfig\.json: .*not there/,
    ],
    [
      'a file is cut',
      (directory) => writeFile(join(directory, select), '{"ac'),
      /Select.*json: it is not JSON/,
    ],
    [
      'a file belongs elsewhere',
      (directory) =>
        writeFile(
          join(directory, select),
          '{"account":"1","region":"eu-west-1","api":"config:SelectResourceConfig","answers":[]}',
        ),
      /belongs elsewhere/,
    ],
    [
      'an answer has neither output nor error',
      (directory) =>
        writeFile(
          join(directory, select),
          '{"account":"111122223333","region":"eu-west-1","api":"config:SelectResourceConfig","answers":[{"input":{},"readAt":"2026-01-01T00:00:00Z"}]}',
        ),
      /answer 1 needs/,
    ],
    [
      'a file too many',
      (directory) => writeFile(join(directory, 'more.json'), '{}'),
      /more\.json: this file is not part/,
    ],
    [
      'another format',
      (directory) => writeFile(join(directory, 'recording.json'), '{"format":2}'),
      /recording\.json: .*format 2/,
    ],
    [
      'an account id without quotes',
      (directory) =>
        writeFile(join(directory, 'recording.json'), '{"format":1,"identity":{"account":1,"arn":"a"}}'),
      /`identity` needs/,
    ],
  ];
  for (const [title, spoil, message] of cases) {
    it(title, async () => {
      const directory = newDirectory();
      await readAccount(account, {}, { recordTo: directory });
      await spoil(directory);
      await assert.rejects(replay(directory), (error: Error) => {
        assert.ok(error instanceof UserError, error.stack);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('tells several at once', async () => {
    const directory = newDirectory();
    await readAccount(account, {}, { recordTo: directory });
    await rm(join(directory, select));
    await writeFile(join(directory, '111122223333/global/iam.GetAccountSummary.json'), '[');
    await assert.rejects(replay(directory), (error: UserError) => error.problems.length === 2);
  });
});

describe('redaction', () => {
  const gone = '[redacted]';
  const cases: readonly [string, unknown, unknown][] = [
    ['a password by its name', { masterUserPassword: 'x', port: 1 }, { masterUserPassword: gone, port: 1 }],
    ['a number under such a name', { pin_token: 1234 }, { pin_token: gone }],
    [
      'switches stay',
      { passwordResetRequired: true, secret: false },
      { passwordResetRequired: true, secret: false },
    ],
    ['httpTokens is a setting', { httpTokens: 'required' }, { httpTokens: 'required' }],
    [
      'the ARN of a secret only points at it',
      { masterUserSecret: { secretArn: 'arn:aws:x' } },
      { masterUserSecret: { secretArn: 'arn:aws:x' } },
    ],
    [
      'the whole environment',
      { Environment: { A: 'x', B: 2 } },
      { Environment: { A: redactedHarmless, B: redactedHarmless } },
    ],
    [
      'a tag that tells the environment stays, unless it holds a secret',
      [
        { tags: { Environment: 'prod' } },
        { tags: { Environment: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a' } },
      ],
      [{ tags: { Environment: 'prod' } }, { tags: { Environment: redactedSecret } }],
    ],
    [
      'pairs keep their names, and tell a secret by its name or its shape',
      {
        environment: [
          { name: 'A', value: 'x' },
          { name: 'DB_PASSWORD', value: 'hunter2' },
          { name: 'URL', value: 'postgres://u:hunter2@h/d' },
          { name: 'DB_PASSWORD_ARN', value: 'arn:aws:ssm:eu-west-1:111122223333:parameter/p' },
          { name: 'DB_PASSWORD', value: '' },
        ],
      },
      {
        environment: [
          { name: 'A', value: redactedHarmless },
          { name: 'DB_PASSWORD', value: redactedSecret },
          { name: 'URL', value: redactedSecret },
          { name: 'DB_PASSWORD_ARN', value: 'arn:aws:ssm:eu-west-1:111122223333:parameter/p' },
          { name: 'DB_PASSWORD', value: '' },
        ],
      },
    ],
    [
      'settings of a map, though they be called key, name or value',
      { environment: { variables: { KEY: 'hunter2', NAME: 'hunter2', VALUE: 'arn:aws: hunter2' } } },
      {
        environment: {
          variables: { KEY: redactedHarmless, NAME: redactedHarmless, VALUE: redactedHarmless },
        },
      },
    ],
    [
      'what is redacted stays so',
      { Environment: [{ Name: 'A', Value: redactedSecret }] },
      { Environment: [{ Name: 'A', Value: redactedSecret }] },
    ],
    [
      'headers that origins get',
      { customHeaders: { items: [{ headerName: 'x-origin', headerValue: 'hunter2' }] } },
      { customHeaders: { items: [{ headerName: 'x-origin', headerValue: gone }] } },
    ],
    [
      'what rules of listeners and web ACLs ask for, but for wildcards',
      {
        HttpHeaderConfig: { HttpHeaderName: 'X-Origin', Values: ['hunter2', '*'], RegexValues: ['^h.*'] },
        QueryStringConfig: { Values: [{ Key: 'k', Value: 'hunter2' }] },
        byteMatchStatement: { searchString: 'hunter2' },
      },
      {
        HttpHeaderConfig: { HttpHeaderName: 'X-Origin', Values: [gone, '*'], RegexValues: [gone] },
        QueryStringConfig: { Values: [{ Key: gone, Value: gone }] },
        byteMatchStatement: { searchString: gone },
      },
    ],
    [
      'a pair with a telling name',
      [{ parameterKey: 'DbPassword', parameterValue: 'x' }],
      [{ parameterKey: 'DbPassword', parameterValue: gone }],
    ],
    [
      'another pair',
      [{ parameterKey: 'Size', parameterValue: 'x' }],
      [{ parameterKey: 'Size', parameterValue: 'x' }],
    ],
    [
      'a command that names a password, but for its first word',
      {
        Command: ['serve', '--db-password=hunter2-hunter2'],
        EntryPoint: ['sh', '-c', 'API_TOKEN=hunter2-hunter2 run'],
        HealthCheck: { Command: ['CMD-SHELL', 'curl -f http://localhost/health'] },
      },
      {
        Command: ['serve', gone],
        EntryPoint: ['sh', gone, gone],
        HealthCheck: { Command: ['CMD-SHELL', 'curl -f http://localhost/health'] },
      },
    ],
    ['user data', { launchTemplateData: { userData: 'eA==' } }, { launchTemplateData: { userData: gone } }],
    ['JSON in text', { d: '{"apiKey":"x"}' }, { d: `{"apiKey":"${gone}"}` }],
    ['JSON in text without a secret stays as it is', { d: '{ "a": 1 }' }, { d: '{ "a": 1 }' }],
    ['JSON in text in text', '"{\\"apiKey\\":\\"x\\"}"', `"{\\"apiKey\\":\\"${gone}\\"}"`],
    ['a login in an address', { url: 'amqp://u:x@h:5/a' }, { url: `amqp://u:${gone}@h:5/a` }],
    ['broken JSON in text', { d: '{"a":' }, { d: '{"a":' }],
    ['null and empty stay', { password: null, token: '' }, { password: null, token: '' }],
  ];
  for (const [title, given, expected] of cases) {
    it(title, () => assert.deepEqual(redactSecrets(given), expected));
  }
});
