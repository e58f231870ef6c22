import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitAttachedPolicies } from '../../src/model/attached-policies.ts';
import { type Fact, known, type ListValue, type Place, unknown } from '../../src/model/fact.ts';

const place: Place = { source: 'example', name: 'test' };
const arn = (text: string) => known(text, place, 'arn');
const later = unknown('known-after-apply', 'known only after apply', { place, path: 'arn' });
const split = (items: Fact<string>[], isCustomers = false) =>
  splitAttachedPolicies(known({ items }, place, 'policies'), () => isCustomers);
const texts = (list: Fact<ListValue<string>>) =>
  list.state === 'known'
    ? list.value.items.map((item) => (item.state === 'known' ? item.value : '?'))
    : list.state;
const isOpen = (list: Fact<ListValue<string>>) => list.state === 'known' && list.value.open !== undefined;

test('who wrote a policy stands in its ARN, in every partition and under every path', () => {
  const { awsManagedPolicies, customerPolicyArns } = split([
    arn('arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'),
    arn('arn:aws-cn:iam::aws:policy/AdministratorAccess'),
    arn('arn:aws:iam::111122223333:policy/AdministratorAccess'),
  ]);
  assert.deepEqual(texts(awsManagedPolicies), ['AdministratorAccess', 'AmazonECSTaskExecutionRolePolicy']);
  assert.deepEqual(texts(customerPolicyArns), ['arn:aws:iam::111122223333:policy/AdministratorAccess']);
});

test('an ARN that is not known may be either, so neither list is whole', () => {
  const { awsManagedPolicies, customerPolicyArns } = split([later]);
  assert.deepEqual([isOpen(awsManagedPolicies), isOpen(customerPolicyArns)], [true, true]);
});

test('the ARN of a policy that the plan makes is not one of AWS', () => {
  const { awsManagedPolicies, customerPolicyArns } = split([later], true);
  assert.deepEqual([isOpen(awsManagedPolicies), isOpen(customerPolicyArns)], [false, false]);
  assert.deepEqual(texts(customerPolicyArns), ['?']);
});
