import { account, home, type Tags } from './words.ts';

/** One row as SelectResourceConfig gives it, parsed. */
export type Row = Readonly<Record<string, unknown>> & {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly awsRegion: string;
};

export interface RowParts {
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
  readonly region?: string;
  readonly zone?: string;
  readonly tags?: Tags;
  /** Where the service's own tag list stands, as AWS Config writes it for this type. */
  readonly tagsIn?: 'configuration.tags' | 'configuration.Tags' | 'supplementary.Tags';
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly supplementary?: Readonly<Record<string, unknown>>;
  readonly status?: 'OK' | 'ResourceDiscovered';
}

/** The columns of the inventory query; rows come without the columns that have no value. */
export function row(resourceType: string, parts: RowParts): Row {
  const { id, name, arn, region = home, zone = 'Not Applicable', tags = {}, status = 'OK' } = parts;
  const own = ownTags(tags, parts.tagsIn);
  return {
    accountId: account,
    ...(arn === undefined ? {} : { arn }),
    availabilityZone: zone,
    awsRegion: region,
    configuration: { ...parts.configuration, ...own.configuration },
    configurationItemCaptureTime: '2026-11-19T21:47:12.310Z',
    configurationItemStatus: status,
    recordingFrequency: 'CONTINUOUS',
    relationships: [],
    resourceId: id,
    ...(name === undefined ? {} : { resourceName: name }),
    resourceType,
    supplementaryConfiguration: { ...parts.supplementary, ...own.supplementary },
    tags: Object.entries(tags).map(([key, value]) => ({ key, tag: `${key}=${value}`, value })),
  };
}

function ownTags(tags: Tags, where: RowParts['tagsIn']) {
  const pairs = Object.entries(tags);
  const small = pairs.map(([key, value]) => ({ key, value }));
  if (where === 'configuration.tags') return { configuration: { tags: small } };
  if (where === 'configuration.Tags')
    return { configuration: { Tags: pairs.map(([Key, Value]) => ({ Key, Value })) } };
  return where === 'supplementary.Tags' ? { supplementary: { Tags: small } } : {};
}
