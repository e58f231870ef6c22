import { elementsOf, type RegionAnswers, type Why } from './evidence.ts';
import { textAt } from './listing.ts';

/** The ranges behind a prefix list, and why some may be missing. */
export interface PrefixListRanges {
  readonly ranges: readonly string[];
  readonly missing?: Why;
}

export type RangesOf = (prefixListId: string) => PrefixListRanges;

const listsApi = 'ec2:DescribeManagedPrefixLists';
const entriesApi = 'ec2:GetManagedPrefixListEntries';

const withoutRange: Why = { reason: 'unreadable', detail: `${entriesApi} shows an entry without its range` };

/**
 * The ranges of customers' prefix lists: one of them may hold the whole internet. The lists that AWS manages are left closed:
 * they hold its own services' addresses.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
export function prefixListsOf(answers: RegionAnswers): RangesOf {
  return (prefixListId) => {
    const list = answers.element(listsApi, 'PrefixLists', 'PrefixListId', prefixListId)?.element;
    if (list === undefined) {
      const detail = `the prefix list ${prefixListId} is not among those that were read`;
      return { ranges: [], missing: answers.of(listsApi).missing ?? { reason: 'not-read', detail } };
    }
    if (list.OwnerId === 'AWS') return { ranges: [] };
    const evidence = answers.about(entriesApi, { PrefixListId: prefixListId });
    const entries = elementsOf(evidence, 'Entries');
    const ranges = entries.flatMap((entry) => textAt(entry, 'Cidr') ?? []);
    const missing = evidence.missing ?? (ranges.length < entries.length ? withoutRange : undefined);
    return missing === undefined ? { ranges } : { ranges, missing };
  };
}
