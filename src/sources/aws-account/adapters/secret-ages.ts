import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { RegionAnswers } from './evidence.ts';
import { answerReader, type ItemReader } from './item-reader.ts';

type Ages = Pick<FactsOf<Kinds['secret']>, 'rotatedDaysAgo' | 'changedDaysAgo' | 'readDaysAgo'>;

const api = 'secretsmanager:ListSecrets';

/** When a secret was rotated, changed and read last, which AWS Config does not record. */
export function secretAges(arn: string, answers: RegionAnswers): Ages {
  const { readBy, missing } = answers.of(api);
  const listed = answers.element(api, 'SecretList', 'ARN', arn);
  const secret = answerReader(readBy, arn, listed?.element);
  if (listed === undefined) {
    const gone = { reason: 'not-read', detail: `${api} does not list it any more` } as const;
    const { reason, detail } = missing ?? gone;
    const untold = secret.unknown('SecretList', reason, detail);
    return { rotatedDaysAgo: untold, changedDaysAgo: untold, readDaysAgo: untold };
  }
  const ago = (path: string) => daysSince(secret, path, readBy.readAt);
  return {
    rotatedDaysAgo: ago('LastRotatedDate'),
    changedDaysAgo: ago('LastChangedDate'),
    readDaysAgo: ago('LastAccessedDate'),
  };
}

/**
 * Each is left out where it never happened; the last access is a day without a time.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretListEntry.html
 */
function daysSince(secret: ItemReader, path: string, readAt: string): Fact<number> {
  const date = secret.string(path, 'absent');
  if (date.state !== 'known') return date as Fact<never>;
  const days = Math.floor((Date.parse(readAt) - Date.parse(date.value)) / 86_400_000);
  return Number.isNaN(days)
    ? secret.unknown(path, 'unreadable', 'AWS answered with something that is no date')
    : secret.known(path, Math.max(0, days));
}
