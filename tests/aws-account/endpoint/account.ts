import { recorder, recording } from './recorder.ts';

type Json = Readonly<Record<string, unknown>>;

/** One resource of AWS Config, as a row of an advanced query gives it. */
export interface ConfigItem extends Json {
  readonly resourceType: string;
  readonly resourceId: string;
}

/** What one region holds: outputs by API in the SDK's field names, and the items of AWS Config. */
export interface FakeRegion {
  readonly items?: readonly ConfigItem[];
  /** Types that AWS Config records and its queries do not serve. */
  readonly blindTypes?: readonly string[];
  /** Counts that AWS Config tells, where they are not those of the items. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly outputs?: Readonly<Record<string, Json>>;
}

/** An account as plain JSON. `global` holds IAM. */
export interface FakeAccount {
  readonly id: string;
  readonly arn: string;
  readonly regions: Readonly<Record<string, FakeRegion>>;
  /** Regions that are not switched on. */
  readonly off?: readonly string[];
}

/** What an account with nothing in it answers. */
const nothing: Readonly<Record<string, Json>> = {
  'config:DescribeConfigurationRecorders': { ConfigurationRecorders: [recorder] },
  'config:DescribeConfigurationRecorderStatus': { ConfigurationRecordersStatus: [recording] },
  'ec2:DescribeSecurityGroups': { SecurityGroups: [] },
  'ec2:DescribeSecurityGroupRules': { SecurityGroupRules: [] },
  'ec2:DescribeVpcs': { Vpcs: [] },
  'ec2:DescribeFlowLogs': { FlowLogs: [] },
  'ec2:DescribeVolumes': { Volumes: [] },
  'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: false },
  'iam:GetAccountAuthorizationDetails': {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
  },
  'iam:ListVirtualMFADevices': { VirtualMFADevices: [] },
  'iam:GetAccountSummary': { SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 } },
  'iam:GenerateCredentialReport': { State: 'COMPLETE' },
  'iam:GetCredentialReport': { Content: 'user,arn\n', ReportFormat: 'text/csv' },
};

const assumed = {
  AccessKeyId: 'ASIAEXAMPLE',
  SecretAccessKey: 'example',
  SessionToken: 'example',
  Expiration: '2999-01-01T00:00:00Z',
};

/** The whole output of a call, before it is cut into pages; undefined when the account has no such thing. */
export function answerFor(account: FakeAccount, region: string, api: string, input: Json): Json | undefined {
  if (api === 'sts:GetCallerIdentity')
    return { Account: account.id, Arn: account.arn, UserId: 'AIDAEXAMPLE' };
  if (api === 'sts:AssumeRole') return { Credentials: assumed };
  if (api === 'ec2:DescribeRegions') return { Regions: regionsOf(account, input) };
  const held = account.regions[api.startsWith('iam:') ? 'global' : region] ?? {};
  return held.outputs?.[api] ?? configAnswer(held, api, input) ?? nothing[api];
}

function regionsOf(account: FakeAccount, input: Json): readonly Json[] {
  const wanted = Object.entries(input).flatMap(([key, value]) =>
    /^Filter\.1\.Value/.test(key) ? value : [],
  );
  const on = Object.keys(account.regions).filter((region) => region !== 'global');
  return [
    ...on.map((name) => ({ RegionName: name, OptInStatus: 'opt-in-not-required' })),
    ...(account.off ?? []).map((name) => ({ RegionName: name, OptInStatus: 'not-opted-in' })),
  ].filter(({ RegionName }) => wanted.length === 0 || wanted.includes(RegionName));
}

function configAnswer(held: FakeRegion, api: string, input: Json): Json | undefined {
  const items = held.items ?? [];
  const served = items.filter(({ resourceType }) => held.blindTypes?.includes(resourceType) !== true);
  switch (api) {
    case 'config:SelectResourceConfig': {
      const rows = /GROUP BY/.test(String(input.Expression)) ? countRows(served) : served;
      return { Results: rows.map((row) => JSON.stringify(row)) };
    }
    case 'config:GetDiscoveredResourceCounts': {
      const counts = { ...countsOf(items), ...held.counts };
      return {
        totalDiscoveredResources: items.length,
        resourceCounts: Object.entries(counts).map(([resourceType, count]) => ({ resourceType, count })),
      };
    }
    case 'config:ListDiscoveredResources': {
      const listed = items.filter(({ resourceType }) => resourceType === input.resourceType);
      return {
        resourceIdentifiers: listed.map(({ resourceType, resourceId }) => ({ resourceType, resourceId })),
      };
    }
    case 'config:BatchGetResourceConfig': {
      const keys = (input.resourceKeys as readonly ConfigItem[]).map(keyOf);
      const got = items.filter((item) => keys.includes(keyOf(item)));
      return { baseConfigurationItems: got.map(toBatch), unprocessedResourceKeys: [] };
    }
    default:
      return undefined;
  }
}

function keyOf({ resourceType, resourceId }: ConfigItem): string {
  return `${resourceType} ${resourceId}`;
}

function countsOf(items: readonly ConfigItem[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { resourceType } of items) counts[resourceType] = (counts[resourceType] ?? 0) + 1;
  return counts;
}

function countRows(items: readonly ConfigItem[]): readonly Json[] {
  return Object.entries(countsOf(items)).map(([resourceType, count]) => ({
    resourceType,
    'COUNT(*)': count,
  }));
}

/** A batch get gives the configuration as text, and neither tags nor relationships. */
function toBatch({ tags: _tags, relationships: _relationships, configuration, ...item }: ConfigItem): Json {
  const supplementary = Object.entries((item.supplementaryConfiguration ?? {}) as Json);
  return {
    ...item,
    configuration: JSON.stringify(configuration),
    supplementaryConfiguration: Object.fromEntries(
      supplementary.map(([key, value]) => [key, JSON.stringify(value)]),
    ),
  };
}
