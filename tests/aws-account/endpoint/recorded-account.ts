import { findAction } from '../../../src/sources/aws-account/actions.ts';
import { type ApiAnswer, globalRegion, type Recording } from '../../../src/sources/aws-account/answer.ts';
import type { Json, Received, Told } from './exchange.ts';

/** An account that answers as one was recorded. */
export interface ServedAccount {
  readonly tell: (call: Received) => Told;
}

/** Serves a recording as an account; a question that was not recorded is a mistake of whoever asks it, or of the recording. */
export function accountFromRecording(recording: Recording): ServedAccount {
  const answers = new Map(recording.answers.map((answer) => [keyOf(answer), answer]));
  const { account, arn } = recording.identity;
  return {
    tell: ({ api, region, input }) => {
      if (api === 'sts:GetCallerIdentity') {
        return { output: { Account: account, Arn: arn, UserId: 'AROAEXAMPLE:audit' } };
      }
      if (api === 'ec2:DescribeRegions') return { output: { Regions: recording.regions.map(regionOf) } };
      const place = findAction(api)?.scope === 'account' ? globalRegion : region;
      const answer = answers.get(keyOf({ api, region: place, input }));
      if (answer === undefined) {
        throw new Error(`the recording has no answer of ${place} to ${api} ${JSON.stringify(input)}`);
      }
      return toldBy(answer);
    },
  };
}

function regionOf(name: string): Json {
  return { RegionName: name, OptInStatus: 'opt-in-not-required' };
}

function toldBy({ api, output, error }: ApiAnswer): Told {
  if (error !== undefined) {
    return { refusal: { status: 403, code: error.name, message: error.message } };
  }
  const none = findAction(api)?.noneIs?.[0];
  return none !== undefined && Object.keys(output as Json).length === 0
    ? { refusal: { status: 404, code: none, message: 'There is none' } }
    : { output: output as Json };
}

function keyOf({ api, region, input }: Pick<ApiAnswer, 'api' | 'region' | 'input'>): string {
  return `${region} ${api} ${JSON.stringify(sorted(input))}`;
}

/** The SDK sends `Z1` for `/hostedzone/Z1`. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === 'string') return value.replace(/^\/hostedzone\//, '');
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
