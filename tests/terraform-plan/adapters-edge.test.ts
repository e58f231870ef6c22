import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, type Planned, readPlan, short, shortOf } from './adapters-plan.ts';

const link = (address: string, attribute: string) => ({ references: [`${address}.${attribute}`, address] });

const behavior = { target_origin_id: 'site', viewer_protocol_policy: 'allow-all' };
const main = 'aws_cloudfront_distribution.main';

function distribution(after: Record<string, unknown>, more: Partial<Planned> = {}): Planned {
  const plain = {
    enabled: true,
    origin: [],
    default_cache_behavior: [behavior],
    ordered_cache_behavior: [],
    logging_config: [],
    viewer_certificate: [{ cloudfront_default_certificate: true }],
  };
  return {
    type: 'aws_cloudfront_distribution',
    after: { ...plain, ...after },
    unknown: { arn: true, id: true },
    ...more,
  };
}

/** It exists and stays as it is. */
function existing(planned: Planned, before: Record<string, unknown> = {}): Planned {
  const after = {
    ...planned.after,
    id: 'E2EXAMPLE',
    arn: 'arn:aws:cloudfront::111122223333:distribution/E2EXAMPLE',
  };
  return { ...planned, actions: ['update'], before: { ...after, ...before }, after, unknown: {} };
}

test('what another stack may have turned on for an existing distribution cannot be told', () => {
  const off = readPlan([existing(distribution({}))]);
  assert.equal(shortOf(off, main, 'accessLogs'), '?not-in-plan');
  assert.equal(shortOf(off, main, 'additionalMetrics'), '?not-in-plan');
  const taken = readPlan([
    existing(distribution({}), { logging_config: [{ bucket: 'logs.s3.amazonaws.com' }] }),
  ]);
  assert.equal(shortOf(taken, main, 'accessLogs'), false, 'the plan takes it away');
});

test('a log delivery of another sort, or without a delivery, is no access log', () => {
  const source = (log_type: string): Planned => ({
    type: 'aws_cloudwatch_log_delivery_source',
    after: { name: 'web', log_type },
    unknown: { resource_arn: true },
    expressions: { resource_arn: link(main, 'arn') },
  });
  const delivery: Planned = {
    type: 'aws_cloudwatch_log_delivery',
    after: { delivery_source_name: 'web' },
  };
  const logs = (...parts: Planned[]) => shortOf(readPlan([distribution({}), ...parts]), main, 'accessLogs');
  assert.equal(logs(source('ACCESS_LOGS'), delivery), true);
  assert.equal(logs(source('CONNECTION_LOGS'), delivery), 'default:false');
  assert.equal(logs(source('ACCESS_LOGS')), 'default:false');
});

test('origins of plans that do not show every block are what their blocks say', () => {
  const sorts = (...origin: Record<string, unknown>[]) => {
    const { origins } = find(readPlan([distribution({ origin })]), main).fields;
    return (short(origins) as { sort: unknown }[]).map(({ sort }) => sort);
  };
  const custom = [{ origin_protocol_policy: 'https-only', origin_ssl_protocols: ['TLSv1.2'] }];
  // Providers before 5.82 know no VPC origins.
  assert.deepEqual(
    sorts(
      { origin_id: 'a', domain_name: 'a.s3.amazonaws.com', s3_origin_config: [], custom_origin_config: [] },
      { origin_id: 'b', domain_name: 'b.example.com', s3_origin_config: [], custom_origin_config: custom },
      { origin_id: 'c', domain_name: 'c.s3-website.eu-west-1.amazonaws.com', custom_origin_config: custom },
    ),
    ['s3', 'custom', 'website'],
  );
});

test('a web ACL of WAF Classic is told by its id, and by the resource that will give it', () => {
  const classic = (value: string | undefined, reference?: string) =>
    shortOf(
      readPlan([
        distribution(value === undefined ? {} : { web_acl_id: value }, {
          unknown: { arn: true, ...(reference === undefined ? {} : { web_acl_id: true }) },
          expressions: reference === undefined ? {} : { web_acl_id: link(reference, 'id') },
        }),
        { type: 'aws_waf_web_acl', unknown: { id: true } },
        { type: 'aws_wafv2_web_acl', unknown: { id: true, arn: true } },
        { type: 'terraform_data', unknown: { id: true } },
      ]),
      main,
      'classicWebAcl',
    );
  assert.equal(classic('473e64fd-f30b-4765-81a0-62ad96dd167a'), true);
  assert.equal(classic('arn:aws:wafv2:us-east-1:111122223333:global/webacl/web/1'), false);
  assert.equal(classic(undefined, 'aws_waf_web_acl.main'), true);
  assert.equal(classic(undefined, 'aws_wafv2_web_acl.main'), false);
  assert.equal(classic(undefined, 'terraform_data.main'), '?!known-after-apply');
});

test('rules of a web ACL may be JSON text', () => {
  const acl = (after: Record<string, unknown>, unknown: Record<string, unknown> = {}) =>
    find(
      readPlan([
        {
          type: 'aws_wafv2_web_acl',
          after: { default_action: [{ allow: [{}], block: [] }], rule: [], ...after },
          unknown,
        },
      ]),
      'aws_wafv2_web_acl.main',
    ).fields;
  const rules = [
    { Name: 'bots', Action: { Count: {} } },
    { Name: 'common', OverrideAction: { None: {} } },
  ];
  const read = acl({ rule_json: JSON.stringify(rules) });
  assert.deepEqual(short(read.rules), ['bots', 'common']);
  assert.deepEqual(short(read.countedRules), ['bots']);
  assert.match(String(short(acl({ rule_json: '{' }).rules)), /unreadable/);
});

test('rule groups that are added from outside are rules too', () => {
  const group: Planned = {
    type: 'aws_wafv2_web_acl_rule_group_association',
    after: { rule_name: 'bots', override_action: 'count' },
    unknown: { web_acl_arn: true },
    expressions: { web_acl_arn: link('aws_wafv2_web_acl.main', 'arn') },
  };
  const acl: Planned = { type: 'aws_wafv2_web_acl', after: { rule: [] }, unknown: { arn: true } };
  const { rules, countedRules } = find(readPlan([acl, group]), 'aws_wafv2_web_acl.main').fields;
  assert.deepEqual([short(rules), short(countedRules)], [['bots'], ['bots']]);
});

test('a certificate is imported, of a private authority, or proved in some way', () => {
  const validation = (after: Record<string, unknown>) =>
    shortOf(readPlan([{ type: 'aws_acm_certificate', after }]), 'aws_acm_certificate.main', 'validation');
  assert.equal(validation({ domain_name: 'a.example.com', validation_method: 'EMAIL' }), 'EMAIL');
  assert.equal(validation({ certificate_body: '-----BEGIN CERTIFICATE-----' }), 'NONE');
  assert.equal(
    validation({ domain_name: 'a.example.com', certificate_authority_arn: 'arn:aws:acm-pca:x' }),
    'PRIVATE',
  );
});

test("a record's name is completed by its zone, and unknown where the zone is elsewhere", () => {
  const zone: Planned = {
    type: 'aws_route53_zone',
    after: { name: 'example.com.' },
    unknown: { zone_id: true },
  };
  const name = (written: string, known = true) =>
    shortOf(
      readPlan([
        zone,
        {
          type: 'aws_route53_record',
          after: { name: written, type: 'A', ...(known ? {} : { zone_id: 'Z1' }) },
          unknown: known ? { zone_id: true } : {},
          expressions: known ? { zone_id: link('aws_route53_zone.main', 'zone_id') } : {},
        },
      ]),
      'aws_route53_record.main',
      'recordName',
    );
  assert.equal(name('www'), 'www.example.com');
  assert.equal(name('WWW.example.com.'), 'www.example.com');
  assert.equal(name(''), 'example.com');
  assert.equal(name('\\052'), '*.example.com');
  assert.equal(name('www', false), '?!not-in-plan');
});
