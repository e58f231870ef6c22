import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { find, type Planned, readPlan, short, shortOf } from './adapters-plan.ts';

const link = (address: string, attribute = 'name') => ({ references: [`${address}.${attribute}`, address] });

const group: Planned = {
  type: 'aws_iam_group',
  after: { name: 'operators', path: '/' },
  unknown: { arn: true },
};
const policy: Planned = {
  type: 'aws_iam_policy',
  name: 'guard',
  after: { name: 'guard', path: '/', policy: '{"Statement":[]}' },
  unknown: { arn: true, id: true },
};
const guarded: Planned = {
  type: 'aws_iam_group_policy_attachment',
  after: { group: 'operators' },
  unknown: { policy_arn: true },
  expressions: { group: link('aws_iam_group.main'), policy_arn: link('aws_iam_policy.guard', 'arn') },
};

test('a new group has what the plan attaches, by name or by reference, and nothing else', () => {
  const alone = find(readPlan([group]), 'aws_iam_group.main').fields;
  assert.deepEqual([alone.awsManagedPolicies, alone.customerPolicyArns, alone.inlinePolicies].map(short), [
    [],
    [],
    [],
  ]);
  const shared: Planned = {
    type: 'aws_iam_policy_attachment',
    after: {
      name: 'view',
      groups: ['operators'],
      policy_arn: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
    },
  };
  const reading = readPlan([group, shared, policy, guarded]);
  assert.deepEqual(shortOf(reading, 'aws_iam_group.main', 'awsManagedPolicies'), ['ViewOnlyAccess']);
  const related = relate(reading.after, { ownsArea: false })(
    find(reading, 'aws_iam_group.main'),
    'customerPolicies',
  );
  assert.match(JSON.stringify(related), /aws_iam_policy\.guard/);
});

test('a group that exists already may hold more', () => {
  const state = {
    name: 'operators',
    path: '/',
    id: 'operators',
    arn: 'arn:aws:iam::111122223333:group/operators',
  };
  const reading = readPlan([{ ...group, actions: ['no-op'], before: state, after: state, unknown: {} }]);
  const { inlinePolicies } = find(reading, 'aws_iam_group.main').fields;
  assert.match(JSON.stringify(inlinePolicies), /the group exists already/);
});

test('a user finds its groups by the names that stand in its memberships', () => {
  const user: Planned = { type: 'aws_iam_user', after: { name: 'ann', path: '/' }, unknown: { arn: true } };
  const membership: Planned = {
    type: 'aws_iam_user_group_membership',
    after: { user: 'ann', groups: ['operators', 'elsewhere'] },
  };
  const reading = readPlan([group, user, membership]);
  const groups = relate(reading.after, { ownsArea: false })(
    find(reading, 'aws_iam_user.main'),
    'memberships',
  );
  assert.ok(groups.state === 'known' && 'items' in groups.value);
  assert.deepEqual(
    groups.value.items.map(({ state }) => state),
    ['unknown', 'known'],
  );
});

test('a boundary is followed to its policy', () => {
  const role = (more: Partial<Planned>): Planned => ({
    type: 'aws_iam_role',
    after: { name: 'app', path: '/', assume_role_policy: '{"Statement":[]}' },
    unknown: { arn: true },
    ...more,
  });
  const boundaryOf = (given: Planned) => {
    const reading = readPlan([given, policy]);
    return relate(reading.after, { ownsArea: false })(find(reading, 'aws_iam_role.main'), 'boundary').state;
  };
  assert.equal(boundaryOf(role({})), 'absent');
  const made = {
    unknown: { permissions_boundary: true },
    expressions: { permissions_boundary: link('aws_iam_policy.guard', 'arn') },
  };
  assert.equal(boundaryOf(role(made)), 'known');
  const other = {
    after: { name: 'app', path: '/', permissions_boundary: 'arn:aws:iam::aws:policy/PowerUserAccess' },
  };
  assert.equal(boundaryOf(role(other)), 'unknown');
});
