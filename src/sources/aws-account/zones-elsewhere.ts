import type { Gap } from '../../model/resource.ts';
import { type Answers, elementsOf, isWhole } from './adapters/evidence.ts';
import { globalRegion } from './answer.ts';

const api = 'route53:ListHostedZones';

/** Organisations often keep their zones in one account: where an account has none, its host names stand in another one's. */
export function zonesElsewhere(answers: Answers): readonly Gap[] {
  const zones = answers.of(api, globalRegion);
  const isPublic = elementsOf(zones, 'HostedZones').some(
    (zone) => (zone.Config as { readonly PrivateZone?: unknown } | undefined)?.PrivateZone !== true,
  );
  if (!isWhole(zones) || isPublic) return [];
  return [
    {
      reason: 'held-elsewhere',
      message:
        'The account has no public hosted zone: its host names may stand in a zone of another account, so that none of their records can be called missing.',
      incomplete: false,
      account: zones.readBy.account,
      api,
      kinds: ['dns-record'],
    },
  ];
}
