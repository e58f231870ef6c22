import { counts, gate, natural, object, reportSchema, summary, text, verdict } from './schema.ts';

const { tool, policy, waivers, attestations } = reportSchema.properties;

const place = object(
  {
    region: text,
    complete: { type: 'boolean' },
    listings: natural,
    resources: natural,
    readAt: text,
    oldest: text,
  },
  ['readAt', 'oldest'],
);

const account = object(
  {
    account: text,
    name: text,
    environment: text,
    detail: { type: 'object', additionalProperties: text },
    complete: { type: 'boolean' },
    readAt: text,
    gaps: natural,
    missing: { type: 'array', items: text },
    summary,
    requirements: { type: 'object', additionalProperties: verdict },
    places: { type: 'array', items: place },
  },
  ['readAt'],
);

const requirement = object({
  id: text,
  title: text,
  verdict,
  counts,
  accounts: object({ pass: natural, fail: natural, unknown: natural, 'not-applicable': natural }),
});

const { $schema: _schema, title: _title, ...report } = reportSchema;

/** What readers of the JSON report over several accounts may rely on; also the order of its keys. */
export const organisationSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'caja-policy report over several accounts',
  ...object({
    schemaVersion: { const: '1' },
    tool,
    policy,
    summary: object({
      accounts: natural,
      incompleteAccounts: natural,
      resources: natural,
      counts,
      failBySeverity: summary.properties.failBySeverity,
      gate,
    }),
    requirements: { type: 'array', items: requirement },
    accounts: { type: 'array', items: account },
    waivers,
    attestations,
    reports: { type: 'array', items: report },
  }),
} as const;
