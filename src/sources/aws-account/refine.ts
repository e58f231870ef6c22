import { UnreadableAnswer } from './failure.ts';
import { isRecord, type JsonRecord, plain, recordsOf } from './plain.ts';
import { redactAddress, redactSecrets } from './redact.ts';
import { withoutUserData } from './user-data.ts';

/** The output of an API call as it is kept: plain JSON, readable, without secrets. */
export function refine(api: string, output: unknown): JsonRecord {
  const special = specials[api];
  const kept = plain(special === undefined ? output : special(output));
  if (!isRecord(kept)) throw new UnreadableAnswer(`${api} answered something that is not an object`);
  return kept;
}

const specials: Readonly<Record<string, (output: unknown) => unknown>> = {
  'config:SelectResourceConfig': (output) => withField(output, 'Results', redactRow),
  'config:SelectAggregateResourceConfig': (output) => withField(output, 'Results', redactRow),
  'config:BatchGetResourceConfig': (output) =>
    isRecord(output) && Array.isArray(output.baseConfigurationItems)
      ? { ...output, baseConfigurationItems: recordsOf(output, 'baseConfigurationItems').map(redactItem) }
      : output,
  'ec2:DescribeInstanceAttribute': withoutUserDataIn,
  'ec2:DescribeLaunchTemplateVersions': withoutUserDataIn,
  // Origins get headers, and rules ask for them, that nobody else is to know.
  'cloudfront:ListDistributions': (output) =>
    isRecord(output) ? { ...output, DistributionList: redactSecrets(output.DistributionList) } : output,
  'elasticloadbalancing:DescribeRules': (output) => withField(output, 'Rules', redactSecrets),
  'iam:GetCredentialReport': (output) =>
    isRecord(output) && output.Content instanceof Uint8Array
      ? { ...output, Content: new TextDecoder().decode(output.Content) }
      : output,
  'sns:ListSubscriptions': (output) => withField(output, 'Subscriptions', redactEndpoint),
  // People do put secrets into tags.
  'budgets:ListTagsForResource': redactSecrets,
  'elasticloadbalancing:DescribeTags': (output) => withField(output, 'TagDescriptions', withoutSecretTags),
  'logs:DescribeDeliveries': (output) => withField(output, 'deliveries', redactSecrets),
  'logs:DescribeDeliverySources': (output) => withField(output, 'deliverySources', redactSecrets),
  'secretsmanager:ListSecrets': (output) => withField(output, 'SecretList', withoutSecretTags),
  'tag:GetResources': (output) => withField(output, 'ResourceTagMappingList', withoutSecretTags),
};

function withoutSecretTags(element: unknown): unknown {
  return isRecord(element) ? { ...element, Tags: redactSecrets(element.Tags) } : element;
}

function redactEndpoint(subscription: unknown): unknown {
  return isRecord(subscription) && typeof subscription.Endpoint === 'string'
    ? { ...subscription, Endpoint: redactAddress(subscription.Endpoint) }
    : subscription;
}

/** Rows stay JSON text, as the API gives them. */
function redactRow(row: unknown): string {
  if (typeof row !== 'string') throw new UnreadableAnswer('a row of AWS Config is not JSON text');
  try {
    return JSON.stringify(redactItem(JSON.parse(row)));
  } catch {
    // The parser's own words quote the row, which may hold secrets.
    throw new UnreadableAnswer('a row of AWS Config is not JSON');
  }
}

/** One item of AWS Config without the secrets of its configuration. */
export function redactItem(item: unknown): unknown {
  if (!isRecord(item)) return item;
  const secretive = ['configuration', 'supplementaryConfiguration'].filter((part) => part in item);
  const clean = secretive.map((part) => [part, redactSecrets(item[part])] as const);
  const isClean = clean.every(([part, value]) => value === item[part]);
  return isClean ? item : { ...item, ...Object.fromEntries(clean) };
}

/** User data stands under its name, as text or as an attribute's value. */
function withoutUserDataIn(output: unknown): unknown {
  if (Array.isArray(output)) return output.map(withoutUserDataIn);
  if (!isRecord(output) || output instanceof Date) return output;
  const clean = (key: string, inner: unknown): unknown => {
    if (key !== 'UserData') return withoutUserDataIn(inner);
    if (typeof inner === 'string') return withoutUserData(inner);
    return isRecord(inner) && typeof inner.Value === 'string'
      ? { ...inner, Value: withoutUserData(inner.Value) }
      : undefined;
  };
  return Object.fromEntries(Object.entries(output).map(([key, inner]) => [key, clean(key, inner)]));
}

function withField(output: unknown, field: string, change: (element: unknown) => unknown): unknown {
  if (!isRecord(output) || !Array.isArray(output[field])) return output;
  return { ...output, [field]: output[field].map(change) };
}
