import { createHash } from 'node:crypto';
import { actions } from '../../../src/sources/aws-account/actions.ts';
import { emptyOutput } from '../../../tools/sample-account/empty-output.ts';
import type { ConfigItem, FakeAccount } from './account.ts';
import type { Json } from './exchange.ts';
import { pagingOf } from './pages.ts';
import {
  elementOf,
  isList,
  isStructure,
  isTimestamp,
  type Member,
  membersOf,
  membersOfSchema,
  outputSchema,
  resolve,
  type Schema,
  scalars,
} from './schema.ts';

/** Users have MFA, and none by a virtual device, so that somebody asks what it is. */
const reportHead = 'user,arn,mfa_active\n';

/** The one region that tells of CloudFront as well. */
const home = 'us-east-1';

/** Values without which nobody asks further about a thing. */
const telling: Readonly<Record<string, string>> = {
  HomeRegion: home,
  Protocol: 'HTTPS',
  // Route 53 goes on at a record's type.
  Type: 'A',
};

/** How deep lists and structures within an element are filled. */
const depth = 2;

/**
 * An account with `count` of everything that an audit asks for, made from the SDK's own schemas; whatever is listed about a
 * thing bears a name of its own.
 */
export function filledAccount(count: number): FakeAccount {
  const outputs = Object.fromEntries(
    actions
      .filter(({ api, scope }) => scope !== 'start' && !byHand.has(api) && !api.startsWith('config:'))
      .map(({ api }) => [api, (input: Json) => outputOf(api, input, count)]),
  );
  const users = Array.from({ length: count }, (_, number) => `${nameOf('UserName', '', number)}`);
  const rows = users.map((user) => `${user},arn:aws:iam::111122223333:user/${user},true\n`);
  const content = [reportHead, ...rows].join('');
  return {
    id: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/auditor',
    regions: {
      [home]: { outputs, items: itemsOf(count), blindTypes: ['AWS::ECS::Cluster'] },
      global: {
        outputs: {
          ...outputs,
          'iam:GetAccountAuthorizationDetails': (input) =>
            outputOf('iam:GetAccountAuthorizationDetails', { Filter: input.Filter }, count),
          'iam:GetCredentialReport': { Content: content, ReportFormat: 'text/csv' },
        },
      },
    },
  };
}

/** What is no list, and stays as it is in an empty account. */
const byHand = new Set(['iam:GenerateCredentialReport', 'iam:GetCredentialReport', 'iam:GetAccountSummary']);

/** As many types as resources, and as many of one type that queries do not serve. */
function itemsOf(count: number): readonly ConfigItem[] {
  const types = [
    'S3::Bucket',
    'KMS::Key',
    'RDS::DBInstance',
    'SQS::Queue',
    'SNS::Topic',
    'Lambda::Function',
    'EFS::FileSystem',
  ];
  const item = (resourceType: string, number: number): ConfigItem => ({
    accountId: '111122223333',
    awsRegion: home,
    resourceType,
    resourceId: `${resourceType}-${number}`,
    configuration: {},
    tags: [],
  });
  const numbers = Array.from({ length: count }, (_, number) => number);
  return numbers.flatMap((number) => [
    item(`AWS::${types[number % types.length]}`, number),
    item('AWS::ECS::Cluster', number),
  ]);
}

function outputOf(api: string, input: Json, count: number): Json {
  const seed = seedOf(api, input);
  const paged =
    pagingOf(api) !== undefined || emptyOutput(actions.find((one) => one.api === api) as never) !== undefined;
  const filling: Filling = { seed, count: paged ? count : 1 };
  const entries = membersOfSchema(outputSchema(api))
    .filter((member) => !isToken(member))
    .map((member) => [member.name, filled(member, filling)]);
  return Object.fromEntries(entries) as Json;
}

interface Filling {
  readonly seed: string;
  /** Elements of lists at the top. */
  readonly count: number;
}

/** A list, or the structure around one, as CloudFront has it. */
function filled({ name, schema: described }: Member, { seed, count }: Filling): unknown {
  const schema = resolve(described);
  if (isList(schema)) return elementsOf(schema, { seed: `${seed}${name}`, count });
  if (!isStructure(schema)) return madeOf(schema, name, { seed, number: 0, depth });
  const members = membersOf(schema);
  const holdsList = members.some((member) => member.name === 'Items');
  if (!holdsList) return madeOf(schema, name, { seed, number: 0, depth });
  const kept = members.filter((member) => !isToken(member) && member.name !== 'Quantity');
  return {
    ...Object.fromEntries(kept.map((member) => [member.name, filled(member, { seed, count })])),
    Quantity: count,
  };
}

function elementsOf(list: readonly unknown[], { seed, count }: Filling): readonly unknown[] {
  const { schema } = elementOf(list);
  return Array.from({ length: count }, (_, number) => madeOf(schema, 'element', { seed, number, depth }));
}

interface Place {
  readonly seed: string;
  readonly number: number;
  readonly depth: number;
}

function madeOf(described: Schema, name: string, place: Place): unknown {
  const schema = resolve(described);
  if (typeof schema === 'number') return scalarOf(schema, name, place);
  const inner = { ...place, depth: place.depth - 1 };
  if (isList(schema)) return inner.depth < 0 ? [] : [madeOf(elementOf(schema).schema, name, inner)];
  if (!isStructure(schema)) return {};
  const members = membersOf(schema).filter(
    (member) => inner.depth > 0 || typeof resolve(member.schema) === 'number',
  );
  return Object.fromEntries(
    members.map((member) => [member.name, madeOf(member.schema, member.name, inner)]),
  );
}

function scalarOf(schema: number, name: string, { seed, number }: Place): unknown {
  if (schema === scalars.truth) return false;
  if (schema === scalars.number) return number;
  if (isTimestamp(schema)) return '2026-11-20T02:00:00.000Z';
  return schema === scalars.text ? (telling[name] ?? nameOf(name, seed, number)) : undefined;
}

/** Users are named alike everywhere, because the credential report names them too; devices are FIDO keys. */
function nameOf(name: string, seed: string, number: number): string {
  if (name === 'UserName') return `user-${number}`;
  return name === 'SerialNumber'
    ? `arn:aws:iam::111122223333:u2f/${seed}-${number}`
    : `${name}-${seed}-${number}`;
}

function isToken({ name }: Member): boolean {
  return /^(next\w*|\w*token|marker|istruncated|maxitems)$/i.test(name);
}

/** One for each question, whichever page it asks for. */
function seedOf(api: string, input: Json): string {
  const asked = Object.entries(input).filter(
    ([name]) => name !== pagingOf(api)?.asked && !/^StartRecord/.test(name),
  );
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 8);
}
