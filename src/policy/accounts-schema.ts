const role = {
  type: 'string',
  pattern: '^arn:aws[a-z-]*:iam::\\d{12}:role/\\S+$',
  title: 'the ARN of a role: arn:aws:iam::111122223333:role/caja-audit',
} as const;
const regionPattern = '^[a-z]{2}(-[a-z]+)+-\\d$';
const region = { type: 'string', pattern: regionPattern, title: 'a region like eu-west-1' } as const;

/** One entry of `accounts`: how an AWS account is called and read. */
const account = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'environment'],
  properties: {
    name: {
      type: 'string',
      pattern: '^(?!all$)(?!\\d{12}$)[^\\s,]+$',
      title: 'a short name without spaces and commas, such as caja-prod',
      description: 'What people call it; --accounts takes it',
    },
    environment: {
      type: 'string',
      pattern: '\\S',
      title: 'the name of an environment',
      description: 'The environment of everything in it',
    },
    role: { ...role, description: "Assumed before it is read; left out: the caller's own credentials" },
    'external-id': {
      type: 'string',
      pattern: '^[\\w+=,.@:/-]{2,1224}$',
      title: 'the external id that the role asks for',
      description: "sts:ExternalId of the role's trust policy",
    },
    regions: {
      type: ['string', 'array'],
      pattern: '^all$',
      title: '`all`, or a list: [eu-west-1, us-east-1]',
      minItems: 1,
      uniqueItems: true,
      items: region,
      description: 'Regions to read; left out: the configured one',
    },
  },
} as const;

/** The `accounts` of a policy, by account id. */
export const accountsSchema = {
  type: 'object',
  propertyNames: { type: 'string', pattern: '^\\d{12}$', title: 'an account id: twelve digits, quoted' },
  additionalProperties: account,
  description: 'The AWS accounts that `caja-policy account --accounts` reads, by quoted id',
} as const;

/** The AWS Config aggregator through which a whole organisation can be read. */
export const aggregatorSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'region'],
  properties: {
    name: { type: 'string', pattern: '^[\\w-]{1,256}$', title: 'the name of an AWS Config aggregator' },
    region: { ...region, description: 'Where the aggregator is' },
    role: { ...role, description: 'Assumed before it is asked' },
    'external-id': account.properties['external-id'],
  },
} as const;
