import { suggest } from '../model/suggestion.ts';
import { mistake, optional, refuseMore, type Values } from './argument-words.ts';

export const auditRoleFormats = ['json', 'terraform', 'cloudformation'] as const;

/** `caja-policy audit-role`, as it was typed. */
export interface AuditRoleCommand {
  readonly name: 'audit-role';
  readonly format: (typeof auditRoleFormats)[number];
  readonly aggregator: boolean;
  readonly trust?: string;
  readonly externalId?: string;
}

export const auditRoleOptions = {
  format: { type: 'string' },
  aggregator: { type: 'string' },
  trust: { type: 'string' },
  'external-id': { type: 'string' },
} as const;

export function auditRoleCommand(words: readonly string[], values: Values): AuditRoleCommand {
  refuseMore('audit-role', words);
  const { format: given = 'json', aggregator, trust } = values;
  const format = auditRoleFormats.find((one) => one === given);
  if (format === undefined)
    throw mistake(
      '--format',
      `\`${String(given)}\` is not a format`,
      suggest(String(given), auditRoleFormats),
    );
  if (aggregator !== undefined && aggregator !== '')
    throw mistake(
      '--aggregator',
      `takes no name here, but \`${String(aggregator)}\` stands behind it`,
      'Write --aggregator alone, as the last option or before another one.',
    );
  const { 'external-id': externalId } = values;
  refuseForPolicyAlone(format, values);
  if (typeof trust === 'string' && !/^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:\S+)$/.test(trust))
    throw mistake(
      '--trust',
      `\`${trust}\` is no account`,
      'Write its id of twelve digits, or the ARN of a role in it.',
    );
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  if (typeof externalId === 'string' && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId))
    throw mistake(
      '--external-id',
      'AWS takes no such external id',
      'Write 2 to 1224 letters, digits and _+=,.@:/-',
    );
  return {
    name: 'audit-role',
    format,
    aggregator: aggregator !== undefined,
    ...optional('trust', trust),
    ...optional('externalId', externalId),
  };
}

/** A policy says nothing of who may take the role. */
function refuseForPolicyAlone(format: string, values: Values): void {
  const given = (['trust', 'external-id'] as const).find((name) => values[name] !== undefined);
  if (format !== 'json' || given === undefined) return;
  throw mistake(
    `--${given}`,
    'a policy does not say who may assume the role',
    'Write --format terraform or --format cloudformation with it.',
  );
}
