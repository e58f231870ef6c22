import { configKinds as adapted } from './adapters/config-kinds.ts';
import { listings } from './adapters/listings/index.ts';

/** Types that services list themselves: where they do, nothing is missing without AWS Config; where not, that is told of them. */
const listedByServices: ReadonlySet<string> = new Set(
  listings.filter(({ besideConfig }) => besideConfig !== true).map(({ type }) => type),
);

/** Kinds that are read from AWS Config, by resource type. */
export const kindsByConfigType: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(adapted)
      .filter(([type]) => !listedByServices.has(type))
      .map(([type, { kind }]) => [type, kind]),
  ),
  'AWS::S3::AccountPublicAccessBlock': 'account',
};

/** The kind of whatever no adapter claims; tags and names are judged for it. */
export const unclaimedKind = 'unclaimed';

/** The kind that is there without any listing, one to an account. */
export const accountKind = 'account';

/** Everything that is incomplete when AWS Config is. */
export const configKinds: readonly string[] = [
  ...new Set([...Object.values(kindsByConfigType), unclaimedKind]),
]
  .filter((kind) => kind !== accountKind)
  .sort();
