import type { Report } from '../../model/report.ts';
import type { Selection } from '../selection.ts';
import { count } from '../text.ts';
import { messageText, quoted } from './message.ts';
import { logicalLocation } from './results.ts';
import type { SarifDescriptor, SarifLevel, SarifNotification } from './types.ts';

const mostOfAKind = 100;

const [cannotTell, gap, shortened] = [
  descriptor('cannot-tell', 'CannotTell', 'warning', 'A rule could not be answered for a resource.'),
  descriptor('gap', 'NotRead', 'error', 'Something that should have been read was not.'),
  descriptor(
    'results-left-out',
    'ResultsLeftOut',
    'warning',
    'The file holds fewer results than were found.',
  ),
];

export const notificationDescriptors: readonly SarifDescriptor[] = [cannotTell, gap, shortened];

/** What the results do not say: what could not be told or read, and what was left out. */
export function notifications(
  report: Report,
  selection: Selection,
  ruleIndexes: ReadonlyMap<string, number>,
  leftOut: number,
): readonly SarifNotification[] {
  return [
    ...gapNotifications(report),
    ...cannotTellNotifications(selection, ruleIndexes),
    ...(leftOut === 0 ? [] : [notification(shortened, 'warning', [shortenedText(leftOut)])]),
  ];
}

function shortenedText(leftOut: number): string {
  return `${count(leftOut, 'result')} of the lowest severity found here left out, for GitHub shows no more; the other reports hold all of them`;
}

function gapNotifications({ gaps }: Report): readonly SarifNotification[] {
  const told = gaps
    .slice(0, mostOfAKind)
    .map(({ message, incomplete }) => notification(gap, incomplete ? 'error' : 'note', [message]));
  const more = gaps.length - told.length;
  return more > 0
    ? [...told, notification(gap, 'error', [`${count(more, 'more thing')} could not be read`])]
    : told;
}

function cannotTellNotifications(
  { cannotTell: findings }: Selection,
  ruleIndexes: ReadonlyMap<string, number>,
): readonly SarifNotification[] {
  const told = findings.slice(0, mostOfAKind).map((finding): SarifNotification => {
    const about = `${quoted(finding.rule)} cannot be told for ${quoted(finding.resource.label)}`;
    return {
      ...notification(cannotTell, 'warning', [about, finding.message]),
      associatedRule: { id: finding.rule, index: ruleIndexes.get(finding.rule) ?? -1 },
      locations: [{ logicalLocations: [logicalLocation(finding)] }],
    };
  });
  const more = findings.length - told.length;
  if (more <= 0) return told;
  return [...told, notification(cannotTell, 'warning', [`${count(more, 'more verdict')} could not be told`])];
}

function notification(
  about: SarifDescriptor,
  level: SarifLevel,
  sentences: readonly string[],
): SarifNotification {
  const index = notificationDescriptors.indexOf(about);
  return { descriptor: { id: about.id, index }, level, message: { text: messageText(sentences) } };
}

function descriptor(id: string, name: string, level: SarifLevel, text: string): SarifDescriptor {
  return {
    id,
    name,
    shortDescription: { text },
    fullDescription: { text: `${text} The message says why.` },
    help: { text: `${text} The message says why and what to do.` },
    defaultConfiguration: { level },
  };
}
