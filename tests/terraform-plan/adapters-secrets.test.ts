import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Fact, isList } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import { find, type Planned, readPlan } from './adapters-plan.ts';

const link = (address: string, attribute: string) => ({ references: [`${address}.${attribute}`, address] });

/** A fact in one word; what it is about when it cannot be told. */
function told(fact: Fact | undefined): unknown {
  if (fact?.state !== 'known') return fact?.state === 'unknown' ? `? ${fact.detail}` : fact?.state;
  if (typeof fact.value !== 'object' || !isList(fact.value)) return fact.value;
  const { items, open } = fact.value;
  const texts = items.map((item) => (item.state === 'known' ? item.value : item.state));
  return open === undefined ? texts : [...texts, `? ${open.detail}`];
}

const attribute = (resource: Resource, name: string) => told(resource.fields[name]);
const read = (address: string, ...planned: readonly Planned[]) => find(readPlan(planned), address);

describe('A parameter', () => {
  const name = '/caja/prod/partner/endpoint';
  const parameter = (more: Partial<Planned>, text = name): unknown =>
    attribute(
      read(
        'aws_ssm_parameter.main',
        { type: 'aws_ssm_parameter', ...more, after: { type: 'String', name: text, ...more.after } },
        { type: 'random_password', unknown: { result: true } },
        { type: 'aws_db_instance', unknown: { endpoint: true } },
      ),
      'plainSecret',
    );
  const unknown = { value: true };

  it('holds a secret by its name, or by the shape of its value', () => {
    assert.equal(parameter({ after: { value: 'x' } }), false);
    assert.equal(parameter({ after: { value: 'x' } }, '/caja/prod/password'), true);
    assert.equal(parameter({ after: { value: 'postgres://a:b@c/d' } }), true);
    assert.equal(parameter({ after: { insecure_value: 'x' } }, '/caja/prod/password'), true);
  });

  it('that is encrypted holds none in plain sight', () => {
    const encrypted = { type: 'SecureString', value: 'postgres://a:b@c/d' };
    assert.equal(parameter({ after: encrypted }, '/caja/prod/password'), false);
  });

  it('whose value is known later is judged by what it comes from', () => {
    const from = (value: object) => parameter({ unknown, expressions: { value } });
    assert.equal(from(link('aws_db_instance.main', 'endpoint')), false);
    assert.match(String(from(link('random_password.main', 'result'))), /^\? known only after apply/);
    assert.match(String(from({ references: ['local.thing'] })), /^\? known only after apply/);
    const named = { unknown, expressions: { value: link('aws_db_instance.main', 'endpoint') } };
    assert.equal(parameter(named, '/caja/prod/password'), true);
    assert.match(String(parameter(named, '/caja/prod/database-url')), /^\? known only after apply/);
  });

  it('whose value is write-only cannot be told, unless its name tells', () => {
    assert.match(String(parameter({ after: { value_wo_version: 1 } })), /^\? its value is write-only/);
    assert.equal(parameter({ after: { value_wo_version: 1 } }, '/caja/prod/password'), true);
  });
});

describe('A function', () => {
  const plain = (more: Partial<Planned>): unknown =>
    attribute(
      read(
        'aws_lambda_function.main',
        { type: 'aws_lambda_function', ...more },
        { type: 'aws_s3_bucket', unknown: { id: true } },
      ),
      'plainSecrets',
    );
  const variables = (values: object) => ({ after: { environment: [{ variables: values }] } });

  it('names the variables that are secrets, and what Terraform marks among them', () => {
    assert.deepEqual(plain({ after: { environment: [] } }), []);
    assert.deepEqual(plain(variables({ LOG_LEVEL: 'info', API_TOKEN: 'x', DB_PASSWORD: '' })), ['API_TOKEN']);
    const marked = { environment: [{ variables: { USER: true, SECRET_ARN: true } }] };
    const values = { USER: 'caja', SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x' };
    assert.deepEqual(plain({ ...variables(values), sensitive: marked }), ['USER']);
  });

  it('whose variables are known later cannot be told', () => {
    const expressions = { environment: [{ variables: link('aws_s3_bucket.main', 'id') }] };
    const unknown = { environment: [{ variables: true }] };
    const detail = '? known only after apply: it comes from aws_s3_bucket.main.id';
    assert.deepEqual(plain({ after: { environment: [{}] }, unknown, expressions }), [detail]);
  });

  it('answers everybody when any of its URLs does', () => {
    const url = (kind: string): Planned => ({
      type: 'aws_lambda_function_url',
      name: kind.toLowerCase(),
      after: { function_name: 'report', authorization_type: kind },
    });
    const own: Planned = { type: 'aws_lambda_function', after: { function_name: 'report' } };
    const open = (...urls: readonly Planned[]) =>
      attribute(read('aws_lambda_function.main', own, ...urls), 'publicUrl');
    assert.deepEqual([open(), open(url('AWS_IAM')), open(url('AWS_IAM'), url('NONE'))], [false, false, true]);
  });
});

describe('A secret', () => {
  const secret: Planned = { type: 'aws_secretsmanager_secret', after: { name: 'api', kms_key_id: null } };
  const rotated = (rules: object): unknown => {
    const rotation: Planned = {
      type: 'aws_secretsmanager_secret_rotation',
      after: { secret_id: 'api', rotation_rules: [rules] },
    };
    return attribute(read('aws_secretsmanager_secret.main', secret, rotation), 'rotationDays');
  };

  it('is rotated as often as its rules say, whatever their form', () => {
    const schedules: readonly (readonly [string, number])[] = [
      ['rate(10 days)', 10],
      ['rate(36 hours)', 2],
      ['cron(0 4 * * ? *)', 1],
      ['cron(0 4 ? * SUN *)', 7],
      ['cron(0 4 ? * 2#1 *)', 35],
      ['cron(0 4 1 * ? *)', 31],
      ['cron(0 4 1/5 * ? *)', 5],
    ];
    assert.equal(rotated({ automatically_after_days: 30 }), 30);
    for (const [schedule_expression, days] of schedules)
      assert.equal(
        rotated({ automatically_after_days: null, schedule_expression }),
        days,
        schedule_expression,
      );
    const yearly = { automatically_after_days: null, schedule_expression: 'cron(0 4 1 1 ? *)' };
    assert.match(String(rotated(yearly)), /^\? its schedule is neither/);
  });

  it("that names the service's own key has none of its own", () => {
    const named: Planned = { ...secret, after: { name: 'api', kms_key_id: 'alias/aws/secretsmanager' } };
    assert.equal(attribute(read('aws_secretsmanager_secret.main', named), 'kmsKeyId'), 'absent');
  });
});

describe('Tags', () => {
  const secretTags = (after: object, sensitive: object = {}): unknown =>
    attribute(
      read('aws_sqs_queue.main', { type: 'aws_sqs_queue', after: { ...after }, sensitive: { ...sensitive } }),
      'secretTags',
    );

  it('that hold secrets are named, by key, by shape and by Terraform’s mark', () => {
    const tags = { Name: 'orders', Password: 'x', Note: 'postgres://a:b@c/d', Who: 'ana', SecretName: 'api' };
    assert.deepEqual(secretTags({ tags, tags_all: tags }), ['Note', 'Password']);
    assert.deepEqual(secretTags({ tags, tags_all: tags }, { tags: { Who: true } }), [
      'Note',
      'Password',
      'Who',
    ]);
  });

  it('that are marked altogether cannot be told', () => {
    assert.match(String(secretTags({ tags: { a: 'b' } }, { tags: true })), /^\? it is marked as sensitive/);
  });

  it('keep the value of a secret from every fact', () => {
    const tags = { Note: 'postgres://a:hunter2@c/d' };
    const queue = read('aws_sqs_queue.main', { type: 'aws_sqs_queue', after: { tags, tags_all: tags } });
    assert.ok(!JSON.stringify(queue).includes('hunter2'));
  });
});
