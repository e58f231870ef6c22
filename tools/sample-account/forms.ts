type Json = Readonly<Record<string, unknown>>;

/** A row of an advanced query as AWS Config writes the same item into a snapshot, or sends it to a rule. */
export function snapshotItem(row: Json): Json {
  const { accountId, arn, tags, relationships: _none, recordingFrequency: _too, ...rest } = row;
  return {
    configurationItemVersion: '1.3',
    configurationStateId: 1_795_125_600_310,
    relatedEvents: [],
    relationships: [{ resourceType: 'AWS::EC2::VPC', name: 'Is contained in Vpc' }],
    ...rest,
    awsAccountId: accountId,
    ...(arn === undefined ? {} : { ARN: arn }),
    tags: tagMap(tags),
    configuration: unwrapped(row.configuration),
    supplementaryConfiguration: unwrapped(row.supplementaryConfiguration),
  };
}

/** The same item as GetResourceConfigHistory gives it. */
export function historyItem(row: Json): Json {
  const { supplementaryConfiguration, configuration, ...rest } = row;
  return {
    ...rest,
    version: '1.3',
    tags: tagMap(row.tags),
    configuration: JSON.stringify(unwrapped(configuration)),
    ...(supplementaryConfiguration === undefined
      ? {}
      : { supplementaryConfiguration: texts(unwrapped(supplementaryConfiguration) as Json) }),
  };
}

/** Every supplementary value is JSON text, and what is text already is text within text. */
function texts(supplementary: Json): Json {
  return Object.fromEntries(
    Object.entries(supplementary).map(([key, value]) => [key, JSON.stringify(value)]),
  );
}

function tagMap(tags: unknown): Json {
  if (!Array.isArray(tags)) return (tags ?? {}) as Json;
  return Object.fromEntries(
    (tags as readonly { key: string; value: string }[]).map(({ key, value }) => [key, value]),
  );
}

/** Only advanced queries wrap what the services' SDK models call enumerations. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'value') return unwrapped(only[1]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, unwrapped(inner)]));
}
