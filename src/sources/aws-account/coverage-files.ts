import type { Gap } from '../../model/resource.ts';
import type { ApiAnswer, Recording } from './answer.ts';
import { collectors } from './collectors/index.ts';
import { fileApis, isFile } from './config-files.ts';
import { configKinds } from './config-types.ts';
import { recordedGaps } from './coverage-config.ts';
import { field, isObject } from './item.ts';
import type { JsonRecord } from './plain.ts';
import { inSmallLetters } from './small-letters.ts';

/** What files of AWS Config cannot hold, whatever is in them. None of it is ever passed for want of it. */
export function fileGaps(recording: Recording): readonly Gap[] {
  const answers = recording.answers.filter(isFile);
  const places = new Map<string, ApiAnswer[]>();
  for (const answer of answers) places.set(answer.region, [...(places.get(answer.region) ?? []), answer]);
  return [
    ...serviceGaps(recording),
    ...[...places].flatMap(([region, there]) => regionGaps(recording.identity.account, region, there)),
  ];
}

/** Every service that an audit asks itself. */
function serviceGaps({ identity: { account } }: Recording): readonly Gap[] {
  return collectors.flatMap(({ actions }) => {
    const telling = actions.filter(({ kinds, describes }) => kinds.length > 0 || describes !== undefined);
    const [first] = telling;
    const service = first?.api.split(':')[0];
    if (service === undefined || service === 'config') return [];
    const gives = listed([...new Set(telling.map((action) => action.gives))]);
    const kinds = [...new Set(telling.flatMap((action) => action.kinds))].sort();
    const message = `No file of AWS Config holds what ${service} answers itself (${gives}): it is unknown here. Read the account to have it judged.`;
    return [{ reason: 'out-of-reach', message, incomplete: true, account, api: `${service}:*`, kinds }];
  });
}

const mostListed = 6;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).join(', ');
  return names.length > mostListed ? `${shown} and ${names.length - mostListed} more` : shown;
}

const tells: readonly (readonly [api: string, what: (region: string) => string])[] = [
  [
    fileApis.snapshot,
    (region) =>
      `The snapshot of ${region} does not tell whether AWS Config's recorder still runs there, nor every resource type that it leaves out: what the file does not hold may be there all the same. Read the account to know.`,
  ],
  [
    fileApis.history,
    (region) =>
      `The file of ${region} holds some items of AWS Config and not the whole inventory: what it does not hold may be there. Give a configuration snapshot, or read the account.`,
  ],
  [
    fileApis.event,
    (region) =>
      `The events of ${region} are about single resources: whatever else is there is unknown. Give a configuration snapshot, or read the account.`,
  ],
];

function regionGaps(account: string, region: string, answers: readonly ApiAnswer[]): readonly Gap[] {
  const [api, tell] = tells.find(([known]) => answers.some((answer) => answer.api === known)) ?? [];
  if (api === undefined || tell === undefined) return [];
  const untold: Gap = {
    reason: 'out-of-reach',
    message: tell(region),
    incomplete: true,
    account,
    region,
    api,
    kinds: configKinds,
  };
  const recorder = recorderIn(answers);
  if (recorder === undefined) return [untold];
  return [untold, ...recordedGaps({ account, region }, recorder).map((gap) => ({ ...gap, api }))];
}

/** AWS Config records its own recorder, as CloudFormation describes it: in capitals. */
function recorderIn(answers: readonly ApiAnswer[]): JsonRecord | undefined {
  for (const { output } of answers) {
    const items =
      isObject(output) && Array.isArray(output.configurationItems) ? output.configurationItems : [];
    for (const text of items) {
      if (typeof text !== 'string' || !text.includes('AWS::Config::ConfigurationRecorder')) continue;
      const item = parsed(text);
      if (!isObject(item) || field(item, 'resourceType') !== 'AWS::Config::ConfigurationRecorder') continue;
      const configuration = inSmallLetters(field(item, 'configuration'));
      if (isObject(configuration)) return configuration;
    }
  }
  return undefined;
}

/** The parser's own words would quote the text, which may hold secrets. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
