import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { configKinds } from '../../src/sources/aws-account/adapters/config-kinds.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';
import { snapshotFiles } from '../../tools/sample-account/snapshot.ts';
import { run } from '../cli/run.ts';
import { corpusItems, isCorpusThere } from './config-corpus.ts';
import { plainly } from './recordings.ts';
import { type Given, history, type Item, item, only, read, snapshot } from './snapshots.ts';

const folder = new URL('../../fixtures/snapshots/caja-prod/', import.meta.url);
const committed = readdirSync(folder).sort();
const sample = sampleRecording();
const made = snapshotFiles(sample);

describe('the snapshot files of the sample account', () => {
  const contents = () =>
    Object.fromEntries(committed.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));

  it('are those that tools/sample-account.ts writes: run it again when this fails', () => {
    assert.deepEqual(
      Object.entries(contents()).map(([name, text]) => ({ name, content: JSON.parse(text) })),
      JSON.parse(JSON.stringify(made)),
    );
  });

  it('tell of one account, its regions, and when', async () => {
    const { identity, regions, startedAt, answers } = await only(contents());
    assert.deepEqual(
      { identity, regions, startedAt },
      {
        identity: { account: '111122223333', arn: 'arn:aws:iam::111122223333:root' },
        regions: ['eu-west-1', 'us-east-1'],
        startedAt: '2026-11-20T02:00:00.000Z',
      },
    );
    assert.deepEqual(
      answers.map(({ region, api }) => [region, api]),
      [
        ['eu-west-1', 'config:ConfigSnapshot'],
        ['us-east-1', 'config:ConfigSnapshot'],
      ],
    );
  });

  it('hold every item that was recorded', async () => {
    const { ledger } = readRecording(await only(contents())).after;
    const live = readRecording(sample).after.ledger.filter(
      ({ api, count }) => api === 'config:SelectResourceConfig' && count > 0,
    );
    const counts = (entries: typeof ledger) =>
      entries.map(({ region, type, count }) => [region, type, count]);
    assert.deepEqual(counts(ledger), counts(live));
  });

  it('give the facts that AWS Config gave of the same resources, and never others', async () => {
    const live = new Map(readRecording(sample).after.resources.map((one) => [one.key, one]));
    const kinds = new Set(Object.values(configKinds).map(({ kind }) => kind as string));
    let compared = 0;
    for (const resource of readRecording(await only(contents())).after.resources) {
      const same = live.get(resource.key);
      if (same === undefined || same.kind !== resource.kind || !kinds.has(resource.kind)) continue;
      for (const [name, fact] of Object.entries(same.fields)) {
        const [own, known] = [plainly(resource.fields[name]), plainly(fact)];
        if (!agrees(own, known)) assert.deepEqual(own, known, `${resource.key} ${name}`);
        compared += 1;
      }
    }
    assert.ok(compared > 300, `${compared} facts were compared`);
  });

  /** What is unknown agrees with everything; what AWS Config leaves out is AWS's default, which a service spells out. */
  function agrees(own: unknown, known: unknown): boolean {
    if (typeof own === 'string' && own.startsWith('unknown, ')) return true;
    if (Array.isArray(own) && Array.isArray(known)) {
      const told = own.filter((one) => one !== '…');
      const isOpen = told.length < own.length;
      if (isOpen) return told.every((one) => known.some((other) => agrees(one, other)));
      return own.length === known.length && own.every((one, index) => agrees(one, known[index]));
    }
    if (typeof own === 'object' && typeof known === 'object' && own !== null && known !== null)
      return Object.entries(own).every(([key, value]) => agrees(value, (known as Item)[key]));
    return String(own).replace('default: ', '') === String(known).replace('default: ', '');
  }

  it('are the same packed, packed twice, marked, renamed and in pieces', async () => {
    const plain = await only(contents());
    const changed = (change: (text: string) => Given) =>
      Object.fromEntries(Object.entries(contents()).map(([name, text]) => [name, change(text)]));
    assert.deepEqual(await only(changed((text) => gzipSync(text))), plain);
    assert.deepEqual(await only(changed((text) => gzipSync(gzipSync(text)))), plain);
    assert.deepEqual(await only(changed((text) => `\ufeff${text}`)), plain);
    assert.deepEqual(await only(changed((text) => JSON.stringify(JSON.parse(text)))), plain);
    for (const size of [1, 4093]) assert.deepEqual(await read(contents(), size), [plain]);
  });
});

describe('verdicts over a snapshot', async () => {
  const files = committed.flatMap((name) => ['--config-snapshot', `fixtures/snapshots/caja-prod/${name}`]);
  const judged = async (...words: readonly string[]) => {
    const { stdout, stderr, code } = await run([
      'account',
      ...words,
      '--report',
      'json',
      '--policy',
      'caja-policy.yaml',
    ]);
    const { findings } = JSON.parse(stdout) as {
      findings: { rule: string; verdict: string; resource: { key: string; arn?: string } }[];
    };
    return { findings, stderr, code };
  };

  it('are never better than those over the account itself, nor worse where both can tell', async () => {
    const live = await judged('--replay', 'fixtures/accounts/caja-prod');
    const file = await judged(...files);
    const keyOf = ({ rule, resource }: (typeof live.findings)[0]) =>
      `${rule} ${resource.arn ?? resource.key}`;
    const told = new Map(file.findings.map((finding) => [keyOf(finding), finding.verdict]));
    const untold = new Set(
      file.findings.filter(({ verdict }) => verdict === 'unknown').map(({ rule }) => rule),
    );
    const wrong = live.findings.filter((finding) => {
      const verdict = told.get(keyOf(finding));
      if (verdict === undefined) return finding.verdict !== 'pass' && !untold.has(finding.rule);
      return verdict !== 'unknown' && verdict !== finding.verdict;
    });
    assert.deepEqual(wrong.map(keyOf), []);
    assert.ok(file.findings.some(({ verdict }) => verdict === 'pass'));
    assert.ok(file.findings.some(({ verdict }) => verdict === 'fail'));
  });

  it('leave the read incomplete, and say why', async () => {
    const { code, stderr } = await judged(...files, '--fail-on', 'none');
    assert.equal(code, 3);
    assert.match(stderr, /Not read: No file of AWS Config holds what iam answers itself/);
    assert.match(stderr, /The snapshot of eu-west-1 does not tell whether AWS Config's recorder still runs/);
  });

  it('close no alert of the account itself: code scanning gets them under a category of their own', async () => {
    const words = ['account', ...files, '--report', 'sarif', '--policy', 'caja-policy.yaml'];
    const { runs } = JSON.parse((await run(words)).stdout) as {
      runs: { automationDetails: { id: string } }[];
    };
    assert.deepEqual(
      runs.map(({ automationDetails }) => automationDetails.id),
      ['eu-west-1', 'global', 'us-east-1'].map(
        (place) => `caja-policy/config-snapshot/111122223333/${place}/`,
      ),
    );
  });

  it('are told for each account where a file holds several', async () => {
    const both = await run(
      ['account', '--config-snapshot', '-', '--report', 'json', '--policy', 'caja-policy.yaml'],
      { stdin: Buffer.from(snapshot([item, { ...item, awsAccountId: '444455556666' }])) },
    );
    const { accounts } = JSON.parse(both.stdout) as { accounts: { account: string; complete: boolean }[] };
    assert.deepEqual(
      accounts.map(({ account, complete }) => [account, complete]),
      [
        ['111122223333', false],
        ['444455556666', false],
      ],
    );
  });
});

describe('what a file cannot hold', () => {
  const gapsOf = async (text: string) => readRecording(await only({ file: text })).after.gaps;

  it('is told: every service that is asked itself, and what the recorder leaves out', async () => {
    const gaps = await gapsOf(snapshot([item]));
    assert.deepEqual(
      [...new Set(gaps.map(({ reason, incomplete }) => `${reason} ${incomplete}`))],
      ['out-of-reach true'],
    );
    const services = gaps.map(({ api }) => api?.split(':')[0]);
    for (const service of ['ec2', 'iam', 'logs', 'cloudtrail', 'route53', 'config'])
      assert.ok(services.includes(service), service);
    const unknownKinds = new Set(gaps.flatMap(({ kinds }) => kinds));
    for (const kind of ['security-group', 'iam-role', 's3-bucket', 'log-group', 'unclaimed'])
      assert.ok(unknownKinds.has(kind), kind);
  });

  it('is told of changes and of events as well', async () => {
    assert.ok((await gapsOf(history(item))).some(({ message }) => /not the whole inventory/.test(message)));
    const event = JSON.stringify({
      invokingEvent: JSON.stringify({ configurationItem: item, messageType: 'x' }),
    });
    assert.ok((await gapsOf(event)).some(({ message }) => /single resources/.test(message)));
  });

  it('is told by type where the recorder itself was recorded', async () => {
    const recorder = {
      ...item,
      ARN: undefined,
      resourceType: 'AWS::Config::ConfigurationRecorder',
      resourceId: 'default',
      configuration: {
        RecordingGroup: {
          AllSupported: false,
          ExclusionByResourceTypes: { ResourceTypes: ['AWS::S3::Bucket'] },
          RecordingStrategy: { UseOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        },
        RecordingMode: { RecordingFrequency: 'DAILY' },
      },
    };
    const gaps = await gapsOf(snapshot([item, recorder]));
    const reasons = gaps
      .filter(({ region }) => region === 'eu-west-1')
      .map(({ reason, kinds }) => [reason, kinds.length]);
    assert.ok(
      gaps.some(({ reason, kinds }) => reason === 'not-recorded' && kinds.join() === 's3-bucket'),
      JSON.stringify(reasons),
    );
    assert.ok(gaps.some(({ reason, message }) => reason === 'stale' && /once a day/.test(message)));
  });
});

describe('the items of the corpus', { skip: isCorpusThere ? false : '../shared/corpus is not there' }, () => {
  it('come through in a snapshot as they do in their own form', async () => {
    for (const { file, raw } of corpusItems()) {
      const own = (typeof raw === 'string' ? JSON.parse(raw) : raw) as Item;
      if (own.resourceType === undefined || own.configurationItemStatus === 'ResourceDeleted') continue;
      const given = {
        ...own,
        configurationItemCaptureTime: '2026-11-20T01:00:00Z',
        awsAccountId: '111122223333',
        accountId: undefined,
      };
      const { after } = readRecording(await only({ file: snapshot([given]) }));
      const types = after.resources.map(({ type }) => type).filter((type) => type !== 'AWS::::Account');
      const expected = /ResourceCompliance|ConformancePackCompliance|AccountPublicAccessBlock/.test(
        String(own.resourceType),
      )
        ? []
        : [own.resourceType];
      assert.deepEqual(types, expected, file);
      assert.ok(
        after.gaps.every(({ reason }) => reason === 'out-of-reach'),
        file,
      );
    }
  });
});
