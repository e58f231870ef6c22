import { sourceNames } from '../../model/kind.ts';
import { severities } from '../../model/rule.ts';

export const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
export const natural = { type: 'integer', minimum: 0 } as const;
const position = { type: 'integer', minimum: 1 } as const;
const textByName = { type: 'object', additionalProperties: text } as const;
const naturalByName = { type: 'object', additionalProperties: natural } as const;
const severity = { enum: severities } as const;
export const verdict = { enum: ['pass', 'fail', 'unknown', 'not-applicable'] } as const;

/** A closed object whose properties are all required, except those of the second list. */
export function object<const P, const O extends keyof P = never>(properties: P, optional: readonly O[] = []) {
  const required = (Object.keys(properties as object) as (keyof P)[]).filter(
    (name) => !(optional as readonly (keyof P)[]).includes(name),
  ) as Exclude<keyof P, O>[];
  return { type: 'object', additionalProperties: false, required, properties } as const;
}

export const counts = object({
  pass: natural,
  fail: natural,
  unknown: natural,
  notApplicable: natural,
  waived: natural,
});

const source = object(
  {
    name: { enum: sourceNames },
    subject: text,
    detail: textByName,
    readAt: text,
    stack: text,
  },
  ['readAt', 'stack'],
);

export const gate = object(
  {
    outcome: { enum: ['passed', 'failed', 'incomplete', 'nothing-judged'] },
    failOn: { enum: [...severities, 'none'] },
    judged: { enum: ['all', 'introduced'] },
    failing: natural,
    leftAlone: natural,
    reason: text,
  },
  ['leftAlone'],
);

export const summary = object({
  resources: natural,
  rules: natural,
  counts,
  failBySeverity: object({ critical: natural, high: natural, medium: natural, low: natural, info: natural }),
  changes: object({ introduced: natural, unchanged: natural, fixed: natural, none: natural }),
  notLookedInto: naturalByName,
  gate,
});

const requirement = object({ id: text, title: text, verdict, counts, rules: texts });

const rule = object({
  id: text,
  title: text,
  severity,
  requirements: texts,
  rationale: text,
  remediation: text,
  references: texts,
  counts,
});

const resource = object(
  {
    key: text,
    kind: text,
    type: text,
    label: text,
    address: text,
    arn: text,
    account: text,
    region: text,
    capturedAt: text,
    stack: text,
    managed: { type: 'boolean' },
    environment: text,
  },
  ['address', 'arn', 'account', 'region', 'capturedAt', 'stack', 'managed'],
);

const evidence = object(
  {
    path: text,
    where: text,
    state: { enum: ['known', 'unknown', 'absent'] },
    value: {},
    default: { const: true },
    sensitive: { const: true },
    detail: text,
  },
  ['value', 'default', 'sensitive', 'detail'],
);

const waiverOnFinding = object(
  {
    owner: text,
    reason: text,
    expires: text,
    ticket: text,
    status: { enum: ['active', 'expired'] },
    inline: { const: true },
    at: text,
  },
  ['owner', 'ticket', 'inline', 'at'],
);

const fileLine = { file: text, line: position, column: position } as const;

const location = object(
  {
    ...fileLine,
    part: { enum: ['attribute', 'block', 'module-call', 'file'] },
    path: text,
    block: object({ line: position, endLine: position }),
    calls: { type: 'array', items: object({ ...fileLine, name: text }) },
  },
  ['path', 'block'],
);

const finding = object(
  {
    rule: text,
    requirements: texts,
    severity,
    verdict,
    change: { enum: ['introduced', 'unchanged', 'fixed', 'none'] },
    resource,
    message: text,
    evidence: { type: 'array', items: evidence },
    locations: { type: 'array', items: location },
    waiver: waiverOnFinding,
  },
  ['waiver'],
);

const gapReason = {
  enum: [
    'denied',
    'throttled',
    'not-recorded',
    'recorder-off',
    'stale',
    'timed-out',
    'unreadable',
    'region-off',
    'out-of-reach',
    'held-elsewhere',
    'errored-plan',
    'partial-plan',
    'count-mismatch',
  ],
};

const gap = object(
  {
    reason: gapReason,
    message: text,
    incomplete: { type: 'boolean' },
    account: text,
    region: text,
    api: text,
    kinds: texts,
  },
  ['account', 'region', 'api'],
);

const ledgerEntry = object(
  {
    account: text,
    region: text,
    type: text,
    api: text,
    count: natural,
    readAt: text,
    missing: gapReason,
    oldest: text,
    daily: { const: true },
  },
  ['missing', 'oldest', 'daily'],
);

const waiver = object(
  {
    rule: text,
    resources: texts,
    stacks: texts,
    owner: text,
    reason: text,
    expires: text,
    ticket: text,
    at: text,
    status: { enum: ['active', 'expired', 'unmatched', 'elsewhere'] },
    matched: natural,
    inline: { const: true },
    tooBroad: text,
  },
  ['stacks', 'owner', 'ticket', 'inline', 'tooBroad'],
);

const attestation = object(
  {
    requirement: text,
    by: text,
    on: text,
    evidence: text,
    status: { enum: ['valid', 'stale', 'in-the-future', 'missing'] },
    maximumAgeDays: natural,
    expires: text,
    daysLeft: { type: 'integer' },
  },
  ['by', 'on', 'evidence', 'maximumAgeDays', 'expires', 'daysLeft'],
);

/** What readers of the JSON report may rely on; also the order of its keys. */
export const reportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'caja-policy report',
  ...object({
    schemaVersion: { const: '1' },
    tool: object({ name: text, version: text }),
    source,
    policy: object({ name: text, document: text, file: text }),
    summary,
    requirements: { type: 'array', items: requirement },
    rules: { type: 'array', items: rule },
    findings: { type: 'array', items: finding },
    gaps: { type: 'array', items: gap },
    ledger: { type: 'array', items: ledgerEntry },
    waivers: { type: 'array', items: waiver },
    attestations: { type: 'array', items: attestation },
  }),
} as const;
