import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Resource } from '../../src/model/resource.ts';
import { UserError } from '../../src/model/user-error.ts';
import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { type Given, history, type Item, item, only, snapshot } from './snapshots.ts';

const at = (configurationItemCaptureTime: string, more: Item = {}) => ({
  ...item,
  ...more,
  configurationItemCaptureTime,
});

function buckets(recording: Recording): readonly Resource[] {
  return readRecording(recording).after.resources.filter(({ kind }) => kind === 's3-bucket');
}

describe('several files', () => {
  it('that are parts of one snapshot belong together, another snapshot of the same place is refused', async () => {
    const parts = {
      a: snapshot([item]),
      b: snapshot([{ ...item, resourceId: 'other', ARN: 'arn:aws:s3:::other' }]),
    };
    assert.equal(buckets(await only(parts)).length, 2);
    await assert.rejects(
      only({ a: snapshot([item]), b: snapshot([item], 'a2') }),
      told(/another snapshot of account/),
    );
  });

  const made = '111122223333_Config_eu-west-1_ConfigSnapshot_20261120T020000Z_a1.json.gz';
  const cases: readonly [string, readonly Item[], number][] = [
    [
      'a change that is newer than the snapshot',
      [at('2026-11-20T03:00:00Z', { resourceId: 'n', ARN: 'arn:aws:s3:::n' })],
      2,
    ],
    [
      'a change from before it, of what it does not hold',
      [at('2026-11-20T01:30:00Z', { resourceId: 'n', ARN: 'arn:aws:s3:::n' })],
      1,
    ],
    ['a deletion after it', [at('2026-11-20T03:00:00Z', { configurationItemStatus: 'ResourceDeleted' })], 0],
    [
      'a deletion before it was there again',
      [at('2026-11-20T00:30:00Z', { configurationItemStatus: 'ResourceDeleted' })],
      1,
    ],
    [
      'a deletion after it, and it was made again',
      [
        at('2026-11-20T03:00:00Z', { configurationItemStatus: 'ResourceDeleted' }),
        at('2026-11-20T04:00:00Z', { configurationItemStatus: 'ResourceDiscovered' }),
      ],
      1,
    ],
  ];
  for (const [title, changes, count] of cases) {
    it(`hold ${title}`, async () => {
      assert.equal(
        buckets(await only({ [made]: snapshot([item]), changes: history(...changes) })).length,
        count,
      );
    });
  }

  it('say when a snapshot was made by the name that AWS Config gave it, as long as the id in it is right', async () => {
    assert.equal((await only({ [made]: snapshot([item]) })).startedAt, '2026-11-20T02:00:00.000Z');
    assert.equal((await only({ [made]: snapshot([item], 'a2') })).startedAt, '2026-11-20T01:00:00.000Z');
    assert.equal((await only({ renamed: snapshot([item]) })).startedAt, '2026-11-20T01:00:00.000Z');
  });
});

describe('other forms', () => {
  const event = {
    configurationItem: item,
    configurationItemDiff: null,
    messageType: 'ConfigurationItemChangeNotification',
    recordVersion: '1.3',
  };
  const forms: Readonly<Record<string, string>> = {
    'one item': JSON.stringify(item),
    'a notification': JSON.stringify(event),
    "a rule's event": JSON.stringify({
      version: '1.0',
      invokingEvent: JSON.stringify(event),
      ruleParameters: '{}',
    }),
    "EventBridge's event": JSON.stringify({ source: 'aws.config', detail: event }),
    'a message of a topic': JSON.stringify({ Type: 'Notification', Message: JSON.stringify(event) }),
    'a stream of notifications': `${JSON.stringify(event)}\n${JSON.stringify({ ...event, messageType: 'x' })}\n`,
    "a history's answer": JSON.stringify({
      configurationItems: [{ ...item, configuration: JSON.stringify(item.configuration) }],
    }),
  };
  for (const [form, text] of Object.entries(forms)) {
    it(`give the resource: ${form}`, async () => {
      assert.deepEqual(
        buckets(await only({ form: text })).map(({ label }) => label),
        ['caja'],
      );
    });
  }

  const cut = snapshot([item, item]);
  const refused: readonly [string, Given, RegExp][] = [
    [
      'a Terraform plan',
      '{"format_version":"1.2","planned_values":{}}',
      /Terraform plan\n.*caja-policy plan FILE/,
    ],
    ['a Terraform state', '{"version":4,"terraform_version":"1.11.4","serial":1}', /Terraform state/],
    ["a recording's page", '{"account":"1","region":"r","api":"a:b","answers":[]}', /--replay DIR/],
    ['an answer of another API', '{"Results":[]}', /another API/],
    ['a log of CloudTrail', '{"Records":[]}', /CloudTrail/],
    ['other JSON', '{"hello":1}', /no configuration items/],
    ['a list', '[{}]', /not a JSON object/],
    ['words', 'hello', /not a JSON object/],
    ['nothing', '', /is empty/],
    ['a snapshot without items', snapshot([]), /nothing to judge/],
    ['items that are none', '{"configurationItems":[1]}', /not an object/],
    ['items without an owner', snapshot([{ ...item, awsAccountId: undefined }]), /whose it is/],
    [
      'items without a time',
      snapshot([{ ...item, configurationItemCaptureTime: undefined }]),
      /when it was captured/,
    ],
    ['an item that is no JSON', '{"configurationItems":[{"a":tru}]}', /item 1 of it is not JSON/],
    ['a text that is cut', cut.slice(0, -20), /cut short/],
    ['packed data that is cut', gzipSync(cut).subarray(0, 100), /cut short: the packed data/],
    ['packed data that is damaged', damaged(gzipSync(cut)), /damaged|cut short|not/],
    ['UTF-16', Buffer.from(`\ufeff${cut}`, 'utf16le'), /UTF-16/],
    ['a ZIP archive', 'PK\u0003\u0004', /ZIP/],
    ['a plan behind the snapshot', `${cut}{"format_version":"1.2","planned_values":{}}`, /Terraform plan/],
  ];
  for (const [what, content, words] of refused) {
    it(`are refused in words: ${what}`, () => assert.rejects(only({ 'the file': content }), told(words)));
  }

  function damaged(bytes: Buffer): Buffer {
    const copy = Buffer.from(bytes);
    copy.fill(0x55, 20, 60);
    return copy;
  }

  it('give no secret away, neither in what is kept nor in what is said', async () => {
    const secret = 'hunter2-and-more';
    const lambda = {
      ...item,
      resourceType: 'AWS::Lambda::Function',
      configuration: { environment: { variables: { A: secret } } },
    };
    assert.doesNotMatch(JSON.stringify(await only({ a: snapshot([lambda]) })), /hunter2/);
    await assert.rejects(only({ a: `{"configurationItems":[{"a":"${secret}" x}]}` }), (error: UserError) => {
      assert.doesNotMatch(JSON.stringify(error.problems), /hunter2/);
      return true;
    });
  });
});

function told(words: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.problems.map(({ message, hint }) => `${message}\n${hint ?? ''}`).join('\n'), words);
    return true;
  };
}
