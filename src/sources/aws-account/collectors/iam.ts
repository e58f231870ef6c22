import { globalRegion } from '../answer.ts';
import { isRecord, textOf } from '../plain.ts';
import type { Session } from '../session.ts';

/** IAM, which is one for all regions. */
export async function collectIam(session: Session): Promise<void> {
  await session.pages('iam:GetAccountAuthorizationDetails', globalRegion);
  await session.pages('iam:ListVirtualMFADevices', globalRegion);
  await session.one('iam:GetAccountSummary', globalRegion);
  await collectPasswordPolicy(session);
  await collectCredentialReport(session);
}

/** An account without a password policy answers with an error, which is an answer all the same. */
async function collectPasswordPolicy(session: Session): Promise<void> {
  const answer = await session.peek('iam:GetAccountPasswordPolicy', globalRegion);
  const { error, ...rest } = answer;
  const none = error?.name === 'NoSuchEntityException' || error?.name === 'NoSuchEntity';
  await session.keep(none ? { ...rest, output: {} } : answer);
}

/**
 * AWS makes the report on demand, at most every four hours, and it takes a while:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
async function collectCredentialReport(session: Session): Promise<void> {
  const { reportLooks, reportWait } = session.limits;
  for (let look = 1; ; look++) {
    const made = await session.peek('iam:GenerateCredentialReport', globalRegion);
    const state = isRecord(made.output) ? textOf(made.output, 'State') : undefined;
    const waiting = made.error === undefined && state !== 'COMPLETE';
    if (waiting && look < reportLooks) {
      await session.pause(reportWait);
      continue;
    }
    await session.keep(made);
    break;
  }
  // Whoever may not have a new report made may still read the last one.
  await session.one('iam:GetCredentialReport', globalRegion);
}
