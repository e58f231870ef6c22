import { mistake, optional, refuseMore, type Values } from './argument-words.ts';
import { sourceOption } from './plan-arguments.ts';

/** `caja-policy account`, as it was typed. */
export interface AccountCommand {
  readonly name: 'account';
  readonly profile?: string;
  readonly roleArn?: string;
  readonly regions?: string;
  readonly record?: string;
  readonly replay?: string;
  /** Files that AWS Config delivered; `-` is standard input. */
  readonly configSnapshots?: readonly string[];
  readonly environment?: string;
  /** `all`, or names and ids of the policy's accounts. */
  readonly accounts?: string;
  /** The name of an AWS Config aggregator; empty for the policy's. */
  readonly aggregator?: string;
  readonly aggregatorRegion?: string;
  /** Terraform states, each `FILE` or `STACK=FILE`: they tell which address declares a resource. */
  readonly states?: readonly string[];
  readonly source?: string | false;
}

export const accountOptions = {
  profile: { type: 'string' },
  'role-arn': { type: 'string' },
  regions: { type: 'string' },
  record: { type: 'string' },
  replay: { type: 'string' },
  'config-snapshot': { type: 'string', multiple: true },
  environment: { type: 'string' },
  accounts: { type: 'string' },
  requirement: { type: 'string', multiple: true },
  aggregator: { type: 'string' },
  'aggregator-region': { type: 'string' },
  state: { type: 'string', multiple: true },
  source: { type: 'string' },
  'no-source': { type: 'boolean' },
} as const;

/** `--aggregator` may stand alone, for the policy's; Node's parser knows no option whose value may be left out. */
export function filledAggregator(argv: readonly string[]): string[] {
  return argv.map((word, index) => {
    const next = argv[index + 1];
    const alone = word === '--aggregator' && (next === undefined || next.startsWith('-'));
    return alone ? '--aggregator=' : word;
  });
}

export function accountCommand(words: readonly string[], values: Values): AccountCommand {
  refuseMore('account', words);
  const snapshots = values['config-snapshot'];
  const command: AccountCommand = {
    name: 'account',
    ...(Array.isArray(snapshots) ? { configSnapshots: snapshots } : {}),
    ...optional('profile', values.profile),
    ...optional('roleArn', values['role-arn']),
    ...optional('regions', values.regions),
    ...optional('record', values.record),
    ...optional('replay', values.replay),
    ...optional('environment', values.environment),
    ...optional('accounts', values.accounts),
    ...optional('aggregator', values.aggregator),
    ...optional('aggregatorRegion', values['aggregator-region']),
    ...(Array.isArray(values.state) ? { states: values.state } : {}),
    ...sourceOption(values),
  };
  refuseContradictions(command);
  return command;
}

/** What would have to be ignored is refused: nobody shall believe that it was heard. */
function refuseContradictions(command: AccountCommand): void {
  if (command.configSnapshots !== undefined) refuseBesideFiles(command);
  const { accounts, aggregator, environment, record, replay, roleArn } = command;
  if (replay !== undefined) refuseBesideReplay(command);
  if (record !== undefined && replay !== undefined) {
    throw mistake(
      '--replay',
      'a replayed account cannot be recorded again',
      'Leave out --record or --replay.',
    );
  }
  const several = accounts ?? aggregator;
  if (several !== undefined && environment !== undefined) {
    const hint =
      'The policy says the environment of each: accounts: { "111122223333": { environment: prod } }.';
    throw mistake('--environment', 'several accounts do not share one environment', hint);
  }
  if (accounts !== undefined && aggregator === undefined && roleArn !== undefined) {
    throw mistake(
      '--role-arn',
      'each account has a role of its own',
      'Write it in the policy, under accounts.',
    );
  }
  if (roleArn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(roleArn)) {
    const hint = 'It looks like arn:aws:iam::111122223333:role/caja-audit.';
    throw mistake('--role-arn', `\`${roleArn}\` is not the ARN of a role`, hint);
  }
  refuseAroundAggregator(command);
}

/** A recording holds what it holds: nobody shall believe that fewer regions were judged, or another account asked. */
function refuseBesideReplay({ profile, roleArn, regions }: AccountCommand): void {
  const live = { '--profile': profile, '--role-arn': roleArn, '--regions': regions };
  for (const [option, value] of Object.entries(live)) {
    if (value === undefined) continue;
    throw mistake(option, 'a recording is read from files', `Leave out ${option} or --replay.`);
  }
}

function refuseAroundAggregator({ aggregator, aggregatorRegion, regions, replay }: AccountCommand): void {
  if (aggregator !== undefined && replay !== undefined) {
    throw mistake('--aggregator', 'a recording is read from files', 'Leave out --aggregator or --replay.');
  }
  if (aggregator !== undefined && regions !== undefined) {
    throw mistake('--regions', 'an aggregator tells of all its regions', 'Leave out --regions.');
  }
  if (aggregatorRegion !== undefined && (aggregator ?? '') === '') {
    throw mistake(
      '--aggregator-region',
      'of which aggregator?',
      'Write --aggregator NAME --aggregator-region REGION.',
    );
  }
  if (aggregator !== undefined && aggregator !== '' && aggregatorRegion === undefined) {
    const hint =
      "Write --aggregator NAME --aggregator-region REGION, or --aggregator alone for the policy's.";
    throw mistake('--aggregator', `in which region is \`${aggregator}\`?`, hint);
  }
}

/** What says nothing about how the files are read. */
const besideFiles = ['accounts', 'states', 'source'];

/** Files are read as they are: nobody is asked, and what they lack is told with every report. */
function refuseBesideFiles({
  name: _account,
  configSnapshots: _files,
  environment: _all,
  ...rest
}: AccountCommand) {
  const [other] = Object.keys(rest).filter((option) => !besideFiles.includes(option));
  if (other === undefined) return;
  const option = other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw mistake(
    `--${option}`,
    'configuration snapshots are read from files',
    `Leave out --${option} or --config-snapshot.`,
  );
}
