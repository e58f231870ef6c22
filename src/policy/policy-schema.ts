import type { FromSchema } from 'json-schema-to-ts';
import { sourceNames } from '../model/kind.ts';
import { severities } from '../model/rule.ts';
import { accountsSchema, aggregatorSchema } from './accounts-schema.ts';

const text = { type: 'string', pattern: '\\S', title: 'some text' } as const;
const texts = { type: 'array', items: text, minItems: 1, uniqueItems: true } as const;
const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', title: 'a date like 2027-01-31' } as const;
const parameterValue = {
  type: ['integer', 'string', 'boolean', 'array'],
  items: { type: 'string' },
} as const;
const parameters = {
  type: 'object',
  additionalProperties: parameterValue,
  description: "The rule's own parameters, by name",
} as const;
const enabled = { type: 'boolean', description: 'false switches the rule off' } as const;
const severity = {
  type: 'string',
  enum: severities,
  description: 'How bad a violation of it is',
} as const;

const environment = {
  type: 'object',
  additionalProperties: false,
  properties: {
    domain: { ...text, description: 'The host name that serves it' },
    match: {
      type: 'object',
      additionalProperties: false,
      description: 'A resource belongs here when any one of these fits',
      properties: {
        accounts: {
          type: 'array',
          uniqueItems: true,
          items: { type: 'string', pattern: '^\\d{12}$', title: 'an account id: twelve digits, quoted' },
          description: 'Ids of AWS accounts: everything in them belongs here',
        },
        stacks: {
          ...texts,
          description: 'Paths of Terraform roots, as --stack gives them; * and ** are globs',
        },
        tags: {
          type: 'object',
          additionalProperties: { type: ['string', 'array'], items: text },
          description: 'A tag with one of these values',
        },
        names: { ...texts, description: 'Names of resources; * is a glob' },
      },
    },
    parameters: { ...parameters, description: 'Policy-wide parameters that differ here' },
  },
} as const;

const ruleSetting = {
  type: 'object',
  additionalProperties: false,
  properties: {
    enabled,
    severity,
    parameters,
    environments: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { enabled, severity, parameters },
      },
      description: 'The same, by environment',
    },
  },
} as const;

const waiver = {
  type: 'object',
  additionalProperties: false,
  required: ['rule', 'resources', 'reason', 'owner', 'expires'],
  properties: {
    rule: { ...text, description: 'Id of the rule' },
    resources: { ...texts, description: 'Addresses, ARNs or keys; * is a glob' },
    stacks: {
      ...texts,
      description:
        'Stacks whose addresses are meant, as --stack and --state give them; * is a glob. ARNs say it themselves',
    },
    reason: { ...text, description: 'Why the violation is accepted until then' },
    owner: { ...text, description: 'Who answers for it: a team that can be reached' },
    expires: { ...date, description: 'The last day it holds (UTC)' },
    ticket: { ...text, description: 'Where the work on it is followed' },
  },
} as const;

const attestation = {
  type: 'object',
  additionalProperties: false,
  required: ['requirement', 'by', 'on', 'evidence'],
  properties: {
    requirement: { ...text, description: 'Id of the clause' },
    by: { ...text, description: 'Who states it' },
    on: { ...date, description: 'The day it was seen' },
    evidence: { ...text, description: 'Where the proof is kept' },
  },
} as const;

const gate = {
  type: 'object',
  description: 'When a run fails',
  additionalProperties: false,
  properties: {
    'fail-on': {
      type: 'string',
      enum: ['critical', 'high', 'medium', 'low', 'info', 'none'],
      description: 'Violations of this severity or above fail; none never fails',
    },
    plan: {
      type: 'string',
      enum: ['all', 'introduced'],
      description: 'Judge a plan on all violations, or only on those it introduces',
    },
    incomplete: {
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', enum: sourceNames },
      description: 'Sources whose incomplete reading fails (exit 3)',
    },
    'longest-waiver-days': {
      type: 'integer',
      minimum: 1,
      description:
        'Waivers that hold for more days than this, from the day of the run on, are told of as too broad',
    },
  },
} as const;

/** `caja-policy.yaml`. */
export const policySchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A policy of caja-policy',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'name', 'document'],
  properties: {
    version: { const: 1, description: 'The form of this file' },
    name: { ...text, description: 'Whose policy it is' },
    document: { ...text, description: 'The document it enforces' },
    requirements: {
      ...text,
      description: "Another catalogue of clauses instead of the tool's own; relative to this file",
    },
    environments: {
      type: 'object',
      additionalProperties: environment,
      description: 'How a resource is known to belong to an environment',
    },
    accounts: accountsSchema,
    aggregator: aggregatorSchema,
    parameters: { ...parameters, description: 'Figures of the document, by dotted name' },
    rules: {
      type: 'object',
      additionalProperties: ruleSetting,
      description: 'Rules that are switched off, weighed differently or given figures of their own, by id',
    },
    stacks: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['holds'],
        properties: { holds: { ...texts, description: 'Areas that it holds' } },
      },
      description: 'What a stack must hold: "there must be a trail" is asked of it alone',
    },
    waivers: {
      type: 'array',
      items: waiver,
      description: 'Exceptions: one rule, named resources, until a day',
    },
    attestations: {
      type: 'array',
      items: attestation,
      description: 'What somebody states where no machine can see',
    },
    gate,
  },
} as const;

/** A policy file's content, once the schema holds. */
export type PolicyContent = FromSchema<typeof policySchema>;
