import { sourceNames } from '../model/kind.ts';
import { severities } from '../model/rule.ts';

const text = { type: 'string' } as const;
const natural = { type: 'integer', minimum: 0 } as const;
const counts = { pass: natural, fail: natural, unknown: natural, waived: natural } as const;

/** A closed object whose properties are all required, those of the second map aside. */
function object(
  properties: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
) {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
  };
}

/** One line of a history: what is kept of one run. */
export const historySchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'caja-policy history, one line',
  description: 'A file of `--history` holds one such object a line (JSON Lines), one for each run.',
  ...object({
    schemaVersion: { const: '1' },
    at: {
      type: 'string',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
      description: 'When what was judged had been read, else when it was judged',
    },
    source: { enum: [...sourceNames, 'organisation'] },
    subject: { ...text, description: 'The plan’s stack, the account, the repository, or which accounts' },
    policy: text,
    tool: { ...text, description: 'The version that judged' },
    gate: { enum: ['passed', 'failed', 'incomplete', 'nothing-judged'] },
    counts: object({ ...counts, notApplicable: natural }),
    failBySeverity: object(Object.fromEntries(severities.map((severity) => [severity, natural]))),
    requirements: {
      type: 'object',
      description: 'By clause; counts of nothing are left out',
      additionalProperties: object(
        { verdict: { enum: ['pass', 'fail', 'unknown', 'not-applicable'] } },
        counts,
      ),
    },
  }),
};
