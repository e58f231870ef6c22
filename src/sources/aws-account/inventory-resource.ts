import type { Fact, Place } from '../../model/fact.ts';
import type { Resource } from '../../model/resource.ts';
import { commonFacts, type Described } from './common-facts.ts';

export interface Found {
  readonly kind: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly arn: string | undefined;
  /** The name that the service itself knows. */
  readonly name: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly taggable?: boolean | undefined;
  readonly paths: Described['paths'];
  readonly place: Place;
  /** Further strings by which others link to it. */
  readonly identities: readonly string[];
  readonly facts: Readonly<Record<string, Fact>>;
  /** When AWS Config looked at it. */
  readonly capturedAt?: string | undefined;
}

/** One resource of a live account. */
export function resourceOf(found: Found): Resource {
  const { account, region, type, id, arn, capturedAt } = found;
  const key = `${account}/${region}/${type}/${id}`;
  const common = commonFacts(found);
  return {
    key,
    kind: found.kind,
    type,
    label: common.name.state === 'known' ? common.name.value : id,
    ...(arn === undefined ? {} : { arn }),
    account,
    region,
    ...(capturedAt === undefined ? {} : { capturedAt }),
    action: 'none',
    identities: distinct([key, arn, id, found.name, ...found.identities]),
    fields: { ...common, ...found.facts },
  };
}

/** There are a handful: looking through them is quicker than a set. */
function distinct(identities: readonly (string | undefined)[]): readonly string[] {
  const kept: string[] = [];
  for (const identity of identities)
    if (identity !== undefined && identity !== '' && !kept.includes(identity)) kept.push(identity);
  return kept;
}
