import type { FromSchema } from 'json-schema-to-ts';

const text = { type: 'string', pattern: '\\S', title: 'some text' } as const;

/** A catalogue of requirements: the clauses of the document that a policy enforces. */
export const catalogueSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A catalogue of requirements of caja-policy',
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'title', 'sources'],
    properties: {
      id: { type: 'string', pattern: '^[A-Z][A-Z0-9]*-\\d+$', title: 'an id like DR-1' },
      title: { ...text, description: 'The clause in one line' },
      sources: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', enum: ['plan', 'account', 'repo', 'attest'] },
        description: 'Where evidence can be read; attest is a person’s dated statement in the policy',
      },
      environments: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: text,
        description: 'Environments it binds; all when left out',
      },
      'maximum-age-days': {
        type: 'integer',
        minimum: 1,
        description: 'How many days an attestation holds',
      },
    },
  },
} as const;

export type CatalogueContent = FromSchema<typeof catalogueSchema>;
