import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  looksLikeSecret,
  mayHoldPassword,
  secretNamesIn,
  shapeOfSecret,
} from '../../src/model/plain-secrets.ts';

// Put together, so that no scanner of this repository takes them for real ones.
const accessKey = `AKIA${'IOSFODNN7EXAMPLE'}`;
const githubToken = `ghp_${'a1B2c3D4e5'.repeat(4)}`;
const jwt = `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJ${'zdWIiOiJjYWphIn0x'}.${'s1gn4tureOfN0body'}`;
const privateKey = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEow\n-----END RSA ${'PRIVATE'} KEY-----`;
const random = 'q7Zr2LxVb9TnK4wYs8Hd';

type Setting = readonly [name: string, value: string | undefined];

const secrets: readonly Setting[] = [
  ['DB_PASSWORD', 'caja'],
  ['dbPassword', undefined],
  ['PGPASSWORD', 'x y z'],
  ['MYSQL_PWD', 'changeme'],
  ['CLIENT_SECRET', '8f14e45f-ceea-467f-a0e6-9fd5b1c3a1de'],
  ['APIKey', random],
  ['X-Api-Key', random],
  ['GITHUB_TOKEN', undefined],
  ['AWS_SECRET_ACCESS_KEY', random],
  ['SECRET_KEY_BASE', random],
  ['/caja/prod/db/password', '1234'],
  ['/caja/prod/db-password/value', undefined],
  ['STRIPE_KEY', random],
  ['ENCRYPTION_KEY', '9e107d9d372bb6826bd81d3542a419d6'],
  ['DATABASE_URL', 'postgres://caja:hunter2@db.internal:5432/caja'],
  ['ANYTHING', accessKey],
  ['ANYTHING', `Bearer ${jwt}`],
  ['ANYTHING', githubToken],
  ['ANYTHING', privateKey],
  ['ANYTHING', 'jdbc:postgresql://db/caja?user=caja&password=hunter2'],
  ['PASSWORD_FILE', githubToken],
];

const harmless: readonly Setting[] = [
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:caja-AbCdEf'],
  ['DB_PASSWORD', `$\{DB_PASSWORD}`],
  ['DB_PASSWORD', '{{resolve:secretsmanager:caja}}'],
  ['DB_PASSWORD', '********'],
  ['DB_PASSWORD', '/caja/prod/db/password'],
  ['DATABASE_SECRET', 'caja/prod/database'],
  ['DB_SECRET_ARN', undefined],
  ['SECRET_NAME', 'caja-prod-db'],
  ['PASSWORD_FILE', '/run/secrets/db'],
  ['TOKEN_TTL', '3600'],
  ['TOKEN_URL', 'https://login.example.com/token'],
  ['TOKEN', '30'],
  ['MAX_TOKENS', undefined],
  ['USE_API_KEY', 'true'],
  ['PASSWORD_MIN_LENGTH', '12'],
  ['PASSWORDLESS_LOGIN', 'sms'],
  ['SECRETARY', 'Ana'],
  ['PUBLIC_KEY', random],
  ['KMS_KEY', '8f14e45f-ceea-467f-a0e6-9fd5b1c3a1de'],
  ['S3_KEY', 'Releases2026AppVersion1'],
  ['CACHE_KEY', random],
  ['IMAGE_DIGEST', 'sha256:9e107d9d372bb6826bd81d3542a419d69e107d9d372bb6826bd81d3542a419d6'],
  ['DATABASE_URL', 'postgres://db.internal:5432/caja'],
  ['DATABASE_URL', `postgres://caja:$\{PASSWORD}@db.internal:5432/caja`],
  ['DATABASE_URL', undefined],
  ['PATH', '/usr/bin:/bin'],
  ['ENDPOINT', 'http://localhost:8080/users/me@example.com'],
  ['/caja/secrets/host', 'db.internal'],
  ['COMPASS', 'north'],
];

describe('A setting', () => {
  for (const [name, value] of secrets)
    it(`is a secret: ${name} (${value === undefined ? 'not known yet' : value.slice(0, 12)}…)`, () => {
      assert.equal(looksLikeSecret(name, value), true);
    });
  for (const [name, value] of harmless)
    it(`is none: ${name} = ${value?.slice(0, 60) ?? 'not known yet'}`, () => {
      assert.equal(looksLikeSecret(name, value), false);
    });

  it('that may hold a password is told apart from one that says so', () => {
    assert.deepEqual(
      [
        'DATABASE_URL',
        'REDIS_URL',
        'SENTRY_DSN',
        'connectionString',
        'HOME_URL',
        'TOKEN_URL',
        'LOG_LEVEL',
      ].map(mayHoldPassword),
      [true, true, true, true, false, false, false],
    );
  });
});

describe('A text', () => {
  const texts: readonly (readonly [text: string, names: readonly string[]])[] = [
    ['#!/bin/bash\nexport DB_PASSWORD="hunter2"\nLOG_LEVEL=debug\n', ['DB_PASSWORD']],
    ['{"database": {"password": "hunter2", "host": "db"}, "api_key":"abcdef"}', ['api_key', 'password']],
    ['write_files:\n  - path: /etc/app\n    token: abcdefgh\n', ['token']],
    ['"{\\"password\\": \\"hunter2\\"}"', ['password']],
    ['[{"name": "API_TOKEN", "value": "abcdef"}, {"name": "PORT", "value": "80"}]', ['API_TOKEN']],
    ['run --db-password hunter2 --secret-name caja', ['db-password']],
    ['run --db-password=hunter2 --secret-name=caja', ['db-password']],
    [`aws configure set aws_access_key_id ${accessKey}`, ['an AWS access key']],
    [`cat > key <<EOF\n${privateKey}\nEOF`, ['a private key']],
    ['git clone https://caja:hunter2@git.example.com/x', ['a URL with a password']],
    ['PASSWORD=$(aws secretsmanager get-secret-value --secret-id caja)', []],
    ['PASSWORD=$DB_PASSWORD run --password "$DB_PASSWORD" --token-file /run/token', []],
    ['PASSWORD="{{ password }}"\nPASSWORD=\nexport SECRET_ARN=arn:aws:x', []],
    ['#!/bin/bash\nyum install -y httpd # password comes later\nECS_CLUSTER=caja', []],
  ];
  for (const [text, names] of texts)
    it(`names ${names.join(', ') || 'nothing'} in ${JSON.stringify(text).slice(0, 40)}`, () => {
      assert.deepEqual(secretNamesIn(text), names);
    });

  it('is read in time that grows with its length', () => {
    const started = process.cpuUsage().user;
    for (const unit of ['a', 'a.', 'eyJ', 'eyJa-', 'a:', '"name": "', 'x=', '-----BEGIN A ', 'ab://:'])
      secretNamesIn(unit.repeat(65_536 / unit.length));
    assert.ok(process.cpuUsage().user - started < 2_000_000);
  });

  it('is told by its shape without being repeated', () => {
    assert.equal(shapeOfSecret(`x ${accessKey}`), 'an AWS access key');
    assert.equal(shapeOfSecret('plain words'), undefined);
  });
});
