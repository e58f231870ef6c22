import type { FromSchema } from 'json-schema-to-ts';
import { sourceNames } from '../model/kind.ts';
import { anyKind, kinds } from '../model/kinds/index.ts';
import { severities } from '../model/rule.ts';

const text = { type: 'string', pattern: '\\S', title: 'some text' } as const;
const texts = { type: 'array', items: text, uniqueItems: true } as const;
const parameterName = { pattern: '^[a-z][A-Za-z0-9]*$', title: 'a name like minimumDays' } as const;

/** One value of a parameter; whether it fits the declared type is asked where both are known. */
const parameterValueSchema = {
  type: ['integer', 'string', 'boolean', 'array'],
  items: { type: 'string' },
} as const;

const parameterSchema = {
  type: 'object',
  description: 'A figure that the policy may set',
  additionalProperties: false,
  required: ['type', 'default'],
  properties: {
    type: {
      type: 'string',
      enum: ['integer', 'string', 'boolean', 'string-list'],
      description: 'What its values are',
    },
    default: { ...parameterValueSchema, description: 'Its value where the policy says nothing' },
    meaning: { ...text, description: 'One line: what the figure is' },
    unit: { ...text, description: 'days, characters …' },
    minimum: { type: 'integer', description: 'The smallest value that the policy may set' },
    maximum: { type: 'integer', description: 'The largest value that the policy may set' },
    values: { ...texts, minItems: 1, description: 'The only values allowed (of each element, for a list)' },
    policy: {
      type: 'string',
      pattern: '^[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)+$',
      title: 'a dotted name like backup.retentionDays',
      description: 'The policy-wide parameter that supplies it',
    },
  },
} as const;

const exampleProperties = {
  name: { ...text, description: 'What the example shows; unique in the rule' },
  given: {
    type: 'object',
    description:
      'Attributes of the resource. Optional ones left out are absent, others unknown. !unknown "half a sentence" (known after apply), !set "…" (unknown, but certainly set), !open [a] (more may exist), !default 7 (AWS chose it), !sensitive x.',
  },
  related: { type: 'object', description: 'Related resources by relation: one, or a list of them' },
  parameters: {
    type: 'object',
    additionalProperties: parameterValueSchema,
    description: 'Values of parameters; the others have their defaults',
  },
  environment: { ...text, description: 'The environment the resource is in' },
  says: { ...text, description: 'The exact sentence' },
} as const;

const example = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'given'],
  properties: exampleProperties,
} as const;

const failingExample = { ...example, required: ['name', 'given', 'says'] } as const;

/** A rule file. Plain JSON Schema: the types, the validator and the editors' schema all follow from it. */
export const ruleSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A rule of caja-policy',
  type: 'object',
  additionalProperties: false,
  required: [
    'id',
    'title',
    'requirements',
    'severity',
    'applies-to',
    'expect',
    'rationale',
    'remediation',
    'examples',
  ],
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+$',
      title: 'an id like rds/instance-keeps-backups',
      description: "The file's path under the rules folder, without .yaml",
    },
    title: { ...text, description: 'A fact about a good resource, in one line' },
    requirements: { ...texts, minItems: 1, description: 'Clauses it serves, by id' },
    severity: {
      type: 'string',
      enum: severities,
      description:
        'How bad a violation is; the gate fails from one of them on, and the policy may weigh a rule differently',
    },
    'applies-to': {
      type: 'string',
      enum: [...Object.keys(kinds), anyKind],
      description: 'The kind of resource it judges, or any',
    },
    sources: {
      type: 'array',
      items: { type: 'string', enum: sourceNames },
      uniqueItems: true,
      minItems: 1,
      description: 'Sources that can answer it; all that look for the kind when left out',
    },
    environments: { ...texts, minItems: 1, description: 'Environments it binds; all when left out' },
    area: { ...text, description: 'Asked only of stacks that hold this area, by the policy' },
    when: {
      ...text,
      description:
        'CEL: which resources it is about; the others are not applicable. Each `when` needs such an example',
    },
    parameters: {
      type: 'object',
      description: 'Figures that the policy may set, by name; conditions read parameter.NAME',
      propertyNames: parameterName,
      additionalProperties: parameterSchema,
    },
    expect: {
      type: 'array',
      description: 'What must hold, one condition after the other; each needs an example that fails by it',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['that', 'else'],
        properties: {
          that: {
            ...text,
            description: 'CEL: what must hold. It reads resource.ATTRIBUTE, parameter.NAME and environment',
          },
          else: { ...text, description: 'The sentence when it does not; {CEL} is filled in' },
        },
      },
    },
    rationale: { ...text, description: 'Why it matters' },
    remediation: { ...text, description: 'What to do, in Terraform and in the console or CLI' },
    references: { ...texts, description: 'Documents and controls it stands on' },
    examples: {
      type: 'object',
      additionalProperties: false,
      required: ['pass', 'fail'],
      description: 'Resources written in short, by what the rule says of them; `rules test` runs them',
      properties: {
        pass: { type: 'array', minItems: 1, items: example, description: 'What the rule is content with' },
        fail: {
          type: 'array',
          minItems: 1,
          items: failingExample,
          description: 'What breaks the rule, with the exact sentence that it says',
        },
        unknown: {
          type: 'array',
          items: example,
          description: 'What cannot be told: a value that exists only after apply, or that nobody recorded',
        },
        'not-applicable': {
          type: 'array',
          items: example,
          description: 'What `when` or `environments` leaves out',
        },
      },
    },
  },
} as const;

/** A rule file's content, once the schema holds. */
export type RuleContent = FromSchema<typeof ruleSchema>;
export type ExampleContent = FromSchema<typeof example>;
