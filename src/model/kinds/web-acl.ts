import { bool, defineKind, list, string } from '../kind.ts';

export const webAcl = defineKind({
  name: 'web-acl',
  title: 'Web ACL',
  service: 'wafv2',
  meaning: 'A web ACL of AWS WAF',
  attributes: {
    aclName: string('Name of the ACL', { optional: true }),
    scope: string('CLOUDFRONT or REGIONAL'),
    rules: list(string('rule'), 'Names of its rules'),
    countedRules: list(string('rule'), 'Names of the rules that only count, and stop nothing'),
    blocksByDefault: bool('What no rule lets through is blocked'),
    logs: bool('What it decides is logged'),
  },
  relations: {},
});
