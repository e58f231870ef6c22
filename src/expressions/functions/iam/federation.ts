import type { Fact } from '../../../model/fact.ts';
import { type Eval, type Frame, troubleHere } from '../../evaluate/frame.ts';
import { and, not, or } from '../../evaluate/logic.ts';
import { isUndecided, type Kleene, undecided } from '../../evaluate/value.ts';
import { type Make, someOf, type Texts, textIs } from '../arguments.ts';
import { isNegative, passesWithoutKey, readCondition } from './condition.ts';

/**
 * Log-in with the accounts of the public web: who comes is told apart by the app alone, whose id is the audience.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const publicLogIn = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]);

/**
 * The part of a subject before its first wildcard has to hold the owner, whole: `repo:caja/*`, not `repo:*` or `repo:caja*`.
 * https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
function namesOwner(pattern: string): boolean {
  const fixed = pattern.split(/[*?]/, 1)[0] ?? '';
  if (fixed === pattern) return pattern !== '';
  // Clusters name the namespace; everywhere else it is `claim:owner/…` or `claim:owner:…`.
  if (pattern.startsWith('system:serviceaccount')) return /^system:serviceaccount:[^:]+:/.test(fixed);
  return /^[^:/]+:[^:/]+[:/]/.test(fixed);
}

const namesApp = (pattern: string): boolean => pattern !== '' && !/^[*?]+$/.test(pattern);

type Claim = { readonly suffix: RegExp; readonly narrow: (pattern: string) => boolean };

const subject: Claim = { suffix: /:sub$/, narrow: namesOwner };
const audience: Claim = { suffix: /:(aud|oaud|app_id)$/, narrow: namesApp };

/** A condition on the claim that fails for the tokens of strangers. A key's values are alternatives. */
const demandsClaim = (statement: Fact, { suffix, narrow }: Claim): Eval<Kleene> =>
  someOf(statement, 'conditions', (frame, condition): Kleene => {
    const read = readCondition(frame, condition);
    if (isUndecided(read)) return read;
    const { operator, key, values } = read;
    if (!suffix.test(key) || passesWithoutKey(operator) || isNegative(operator.base)) return false;
    if (!operator.base.startsWith('string')) return false;
    const exact = operator.base !== 'stringlike';
    return allNarrow(values, (value) => (exact ? value !== '' : narrow(value)));
  });

function allNarrow({ known, doubt }: Texts, test: (value: string) => boolean): Kleene {
  if (!known.every(test)) return false;
  return doubt ?? known.length > 0;
}

/** Other claims of the token may narrow it as well: which ones do is up to the provider. */
const otherClaim = (statement: Fact): Eval<Kleene> =>
  someOf(statement, 'conditions', (frame, condition): Kleene => {
    const read = readCondition(frame, condition);
    if (isUndecided(read)) return read;
    const { operator, key } = read;
    const isClaim = /^[a-z0-9-]+(\.[a-z0-9-]+)+[^:]*:/.test(key);
    if (!isClaim || subject.suffix.test(key) || audience.suffix.test(key)) return false;
    if (passesWithoutKey(operator) || operator.base === 'null') return false;
    return cannotTell(frame, key);
  });

function cannotTell(frame: Frame, key: string): Kleene {
  const detail = `nobody can tell from here whether the condition on ${key} narrows whose tokens are accepted`;
  return undecided(troubleHere(frame, 'ambiguous', detail));
}

/** A provider whose ARN is not known yet is none of the public ones where a condition asks for the claims of another. */
const isPublicLogIn = (statement: Fact): Eval<Kleene> =>
  and([
    someOf(statement, 'principals', (frame, principal) =>
      textIs(principal, 'identifier', (text) => publicLogIn.has(text.toLowerCase()))(frame),
    ),
    not(
      someOf(statement, 'conditions', (frame, condition) =>
        textIs(condition, 'key', (key) => {
          const host = /^(.+):(sub|aud|amr)$/.exec(key)?.[1];
          return host?.includes('.') === true && !publicLogIn.has(host);
        })(frame),
      ),
    ),
  ]);

const statementOf = ({ facts }: Parameters<Make>[0], frame: Frame): Fact => (facts[0] as Eval<Fact>)(frame);

export const demandsAudience: Make = (args) => (frame) =>
  demandsClaim(statementOf(args, frame), audience)(frame);

export const demandsSubject: Make = (args) => (frame) => {
  const statement = statementOf(args, frame);
  return or([demandsClaim(statement, subject), otherClaim(statement), isPublicLogIn(statement)])(frame);
};
