import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Planned, readPlan, shortOf } from './adapters-plan.ts';

const definition = (containers: unknown, more: Partial<Planned> = {}): Planned => ({
  type: 'aws_ecs_task_definition',
  after: { family: 'api', container_definitions: JSON.stringify(containers), volume: [] },
  ...more,
});
const of = (planned: readonly Planned[], address: string, path: string) =>
  shortOf(readPlan(planned), address, path);
const task = 'aws_ecs_task_definition.main';

describe('containers of a task definition', () => {
  it('are told apart from text that is not known yet, and from text that is none', () => {
    const later = definition([], {
      after: { family: 'api', volume: [] },
      unknown: { container_definitions: true },
      expressions: {
        container_definitions: {
          references: ['aws_ecr_repository.a.repository_url', 'aws_ecr_repository.a'],
        },
      },
    });
    assert.equal(of([later], task, 'containers'), '?known-after-apply');
    assert.equal(of([later], task, 'logGroups'), '?known-after-apply');
    for (const text of ['{', '{"name":"api"}', '[1]'])
      assert.equal(
        of([definition([], { after: { container_definitions: text } })], task, 'containers'),
        '?!unreadable',
        text,
      );
  });

  it('are judged in a text that is marked as sensitive, by names and never by values', () => {
    const environment = [
      { name: 'DATABASE_PASSWORD', value: 'correct-horse-battery-9' },
      { name: 'ENVIRONMENT', value: 'prod' },
      { name: 'DATABASE_PASSWORD_ARN', value: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a' },
    ];
    const marked = definition([{ name: 'api', image: 'caja/api:1', environment }], {
      sensitive: { container_definitions: true },
    });
    const containers = of([marked], task, 'containers');
    assert.doesNotMatch(JSON.stringify(containers), /correct-horse/);
    assert.match(JSON.stringify(containers), /"plainSecrets":\["DATABASE_PASSWORD"\]/);
  });

  it('may hold null where nobody wrote anything', () => {
    const nulls = {
      name: 'api',
      image: 'caja/api:1',
      memory: null,
      environment: null,
      secrets: null,
      healthCheck: null,
      logConfiguration: null,
      portMappings: null,
      essential: null,
    };
    const text = JSON.stringify(of([definition([nulls])], task, 'containers'));
    assert.match(text, /"memoryMib":"absent"/);
    assert.match(text, /"essential":"default:true"/);
  });
});

describe('sizes of a task', () => {
  const size = (cpu: unknown, memory: unknown) => {
    const planned = [definition([], { after: { container_definitions: '[]', cpu, memory } })];
    return [of(planned, task, 'cpuUnits'), of(planned, task, 'memoryMib')];
  };
  it('are written as numbers or with their unit', () => {
    assert.deepEqual(size('1024', '2048'), [1024, 2048]);
    assert.deepEqual(size('.5 vCPU', '1 GB'), [512, 1024]);
    assert.deepEqual(size(null, null), ['absent', 'absent']);
    assert.deepEqual(size('much', '1.5'), ['?!unreadable', '?!unreadable']);
  });
});

describe('a listener with its rules', () => {
  const arn = { references: ['aws_lb_listener.main.arn', 'aws_lb_listener.main'] };
  const redirect = {
    type: 'redirect',
    redirect: [{ protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' }],
  };
  const forward = { type: 'forward', target_group_arn: 'arn:group', forward: [] };
  const listener = (action: object, more: object = {}): Planned => ({
    type: 'aws_lb_listener',
    after: { port: 80, protocol: 'HTTP', default_action: [action], ...more },
    unknown: { arn: true, id: true },
  });
  const rule = (action: object, condition: readonly object[] = []): Planned => ({
    type: 'aws_lb_listener_rule',
    after: { action: [action], condition },
    unknown: { listener_arn: true },
    expressions: { listener_arn: arn },
  });
  const about = (planned: readonly Planned[], path: string) => of(planned, 'aws_lb_listener.main', path);

  it('only redirects when every rule does too', () => {
    assert.equal(about([listener(redirect)], 'redirectsToHttps'), true);
    assert.equal(about([listener(redirect), rule(redirect)], 'redirectsToHttps'), true);
    assert.equal(about([listener(redirect), rule(forward)], 'redirectsToHttps'), false);
    assert.deepEqual(about([listener(redirect), rule(forward)], 'targetGroupArns'), ['arn:group']);
  });

  it('keeps the protocol of a redirect that names none', () => {
    const kept = { type: 'redirect', redirect: [{ protocol: null, port: '8443', status_code: 'HTTP_301' }] };
    assert.equal(about([listener(kept)], 'redirectsToHttps'), 'default:false');
  });

  it('demands a header when nothing is forwarded without one', () => {
    const refuse = { type: 'fixed-response' };
    const header = (...values: readonly string[]) => [
      { http_header: [{ http_header_name: 'X-Origin', values }] },
    ];
    const path = [{ path_pattern: [{ values: ['/health'] }] }];
    const demands = (...planned: readonly Planned[]) => about(planned, 'demandsHeader');
    assert.equal(demands(listener(refuse), rule(forward, header('caja'))), true);
    assert.equal(demands(listener(forward), rule(forward, header('caja'))), false);
    assert.equal(demands(listener(refuse), rule(forward, header('*'))), false, 'any value will do');
    assert.equal(demands(listener(refuse), rule(forward, path)), false);
    assert.equal(demands(listener(refuse), rule(refuse, path), rule(forward, header('caja'))), true);
  });

  it('has the older TLS policy where nobody writes one, and none without TLS', () => {
    const https = listener(forward, { protocol: 'HTTPS', port: 443 });
    const unset = { ...https, unknown: { arn: true, ssl_policy: true } };
    assert.equal(about([unset], 'sslPolicy'), 'default:ELBSecurityPolicy-2016-08');
    assert.equal(about([{ ...listener(forward), unknown: { ssl_policy: true } }], 'sslPolicy'), 'absent');
  });
});

describe('lists of links that are unknown as a whole', () => {
  const subnet = (name: string): Planned => ({ type: 'aws_subnet', name, unknown: { id: true } });
  const balancer = (...references: readonly string[]): Planned => ({
    type: 'aws_lb',
    after: {},
    unknown: { subnets: true },
    expressions: { subnets: { references } },
  });
  const own = (name: string) => [`aws_subnet.${name}.id`, `aws_subnet.${name}`];
  const read = (...references: readonly string[]) =>
    of([subnet('a'), subnet('b'), balancer(...references)], 'aws_lb.main', 'subnetIds');

  it('are the resources behind them', () => {
    assert.equal((read(...own('a'), ...own('b')) as readonly unknown[]).length, 2);
  });
  it('are not, where something else may choose between these or add more', () => {
    assert.equal(read('var.public', ...own('a'), ...own('b')), '?!known-after-apply');
    assert.equal(read('local.more', ...own('a')), '?known-after-apply');
  });
});

describe('subnets of one block', () => {
  const subnet = (key: string, after: object): Planned => ({
    type: 'aws_subnet',
    name: 'all',
    address: `aws_subnet.all["${key}"]`,
    after: { ...after },
    unknown: { id: true },
  });
  const balancer: Planned = {
    type: 'aws_lb',
    after: {},
    unknown: { subnets: true },
    expressions: { subnets: { references: ['aws_subnet.all'] } },
  };
  const read = (one: object, other: object) =>
    of([subnet('a', one), subnet('b', other), balancer], 'aws_lb.main', 'subnetIds');

  it('are all meant when they serve one purpose', () => {
    const tags = (zone: string) => ({ tags: { Name: `private-${zone}`, Zone: zone, Tier: 'private' } });
    assert.equal((read(tags('eu-west-1a'), tags('eu-west-1b')) as readonly unknown[]).length, 2);
  });
  it('may be filtered when they do not', () => {
    const tier = (name: string) => ({ tags: { Tier: name } });
    assert.match(String(read(tier('private'), tier('public'))), /^\?/);
    const open = { map_public_ip_on_launch: true };
    assert.match(String(read(open, { map_public_ip_on_launch: false })), /^\?/);
  });
});

describe('a repository', () => {
  const repository: Planned = {
    type: 'aws_ecr_repository',
    after: { name: 'caja-api', image_scanning_configuration: [] },
  };
  const scanning = (frequency: string, filter: string): Planned => ({
    type: 'aws_ecr_registry_scanning_configuration',
    after: {
      rule: [{ scan_frequency: frequency, repository_filter: [{ filter, filter_type: 'WILDCARD' }] }],
    },
  });
  const scans = (...more: readonly Planned[]) =>
    of([repository, ...more], 'aws_ecr_repository.main', 'scansOnPush');

  it('is scanned by a filter of the registry that fits its name', () => {
    assert.equal(scans(scanning('SCAN_ON_PUSH', 'caja-*')), true);
    assert.equal(scans(scanning('CONTINUOUS_SCAN', 'api')), true, 'a filter without wildcard fits a part');
    assert.equal(scans(scanning('MANUAL', '*')), 'default:false');
    assert.equal(scans(scanning('SCAN_ON_PUSH', 'other-*')), 'default:false');
  });

  it('expires untagged images by a rule that is understood', () => {
    const policy = (text: string): Planned => ({
      type: 'aws_ecr_lifecycle_policy',
      after: { repository: 'caja-api', policy: text },
    });
    const expires = (text: string) =>
      of([repository, policy(text)], 'aws_ecr_repository.main', 'expiresUntagged');
    const rule = (tagStatus: string) =>
      JSON.stringify({ rules: [{ selection: { tagStatus }, action: { type: 'expire' } }] });
    assert.equal(expires(rule('untagged')), true);
    assert.equal(expires(rule('any')), true);
    assert.equal(expires(rule('tagged')), false);
    assert.equal(expires('not JSON'), '?!unreadable');
  });
});
