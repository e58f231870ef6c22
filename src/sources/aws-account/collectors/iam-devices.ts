import type { Action } from '../action.ts';
import { type ApiAnswer, globalRegion } from '../answer.ts';
import type { Session } from '../collector.ts';
import { readCredentialReport } from '../credential-report.ts';
import { isFidoDevice } from '../mfa-serial.ts';
import { at } from '../paging.ts';
import { isRecord, type JsonRecord, recordsOf, textOf } from '../plain.ts';

/**
 * IAM lists virtual devices alone. Tokens, FIDO keys and passkeys are told user by user, so they are asked about only where a
 * user has MFA by something else than a virtual device. A FIDO device is one by its ARN (`:u2f/`), and a key of hardware by its
 * certification. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetMFADevice.html
 */
export const deviceActions: readonly Action[] = [
  {
    api: 'iam:ListMFADevices',
    scope: 'account',
    gives: 'MFA devices of users that are no virtual ones',
    kinds: [],
    describes: ['iam-user'],
    fields: ['MFADevices'],
    lists: { MFADevices: 'AWS::IAM::MFADevice' },
    token: 'Marker',
    each: {
      of: 'iam:GetAccountAuthorizationDetails',
      list: 'UserDetailList',
      input: ({ UserName }) => ({ UserName }),
    },
    optional: true,
  },
  {
    api: 'iam:GetMFADevice',
    scope: 'account',
    gives: 'certifications of FIDO devices',
    kinds: [],
    describes: ['iam-user'],
    fields: ['SerialNumber'],
    each: {
      of: 'iam:ListMFADevices',
      list: 'MFADevices',
      input: ({ SerialNumber, UserName }) =>
        isFidoDevice(SerialNumber) ? { SerialNumber, UserName } : undefined,
    },
    optional: true,
  },
];

/** Asks about the devices of users that have MFA, and no virtual device. */
export async function collectDevices(session: Session): Promise<void> {
  for (const UserName of usersWithOtherDevices(session)) {
    const lists = await session.pages('iam:ListMFADevices', globalRegion, { UserName });
    const serials = lists.flatMap(({ output }) => recordsOf(output, 'MFADevices')).map(serialOf);
    const answers: ApiAnswer[] = [...lists];
    for (const SerialNumber of serials.filter(isFidoDevice))
      answers.push(await session.one('iam:GetMFADevice', globalRegion, { SerialNumber, UserName }));
    if (answers.some(isHopeless)) return;
  }
}

/** Whatever is neither refused nor odd will fail for the next user as well. */
function isHopeless({ error }: ApiAnswer): boolean {
  return error !== undefined && !['denied', 'unreadable', 'other'].includes(error.kind);
}

function usersWithOtherDevices({ answers }: Session): readonly string[] {
  const of = (api: string) => answers.filter((answer) => answer.api === api);
  const virtual = of('iam:ListVirtualMFADevices');
  // Whoever has a virtual device cannot be told apart any more.
  if (virtual.some(({ error }) => error !== undefined)) return [];
  const owners = new Set(
    virtual.flatMap(({ output }) => recordsOf(output, 'VirtualMFADevices')).map(ownerOf),
  );
  const report = of('iam:GetCredentialReport').at(-1)?.output;
  const content = isRecord(report) ? textOf(report, 'Content') : undefined;
  const rows = content === undefined ? undefined : readCredentialReport(content);
  return of('iam:GetAccountAuthorizationDetails')
    .flatMap(({ output }) => recordsOf(output, 'UserDetailList'))
    .flatMap(({ UserName, Arn }) => {
      const hasMfa =
        typeof UserName === 'string' && rows?.get(UserName)?.mfa_active?.toLowerCase() === 'true';
      return hasMfa && !owners.has(Arn) ? [UserName] : [];
    });
}

function serialOf({ SerialNumber }: JsonRecord): unknown {
  return SerialNumber;
}

function ownerOf(device: JsonRecord): unknown {
  return at(device, 'User.Arn');
}
