import type { Fact } from '../../../model/fact.ts';
import { type Eval, type Frame, troubleHere } from '../../evaluate/frame.ts';
import { and, or } from '../../evaluate/logic.ts';
import { isUndecided, type Kleene, type Undecided, undecided } from '../../evaluate/value.ts';
import { type Make, someOf, textOf } from '../arguments.ts';
import { readCondition } from './condition.ts';
import { everyoneIsAdmitted } from './everyone.ts';
import { addressesEveryone, allows } from './statement.ts';

/** The account that a principal belongs to: from its ARN, or the id itself. */
function accountOf(identifier: string): string | undefined {
  if (/^\d{12}$/.test(identifier)) return identifier;
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(identifier)?.[1];
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM.
const ownAccount = 'arn:aws:iam::${aws:ResourceAccount}:root';

/**
 * Log-in through a provider of the public web belongs to no account, and any other provider has to be the own account's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity
 */
function isForeign(frame: Frame, principal: Fact, own: string): Kleene {
  const type = textOf(frame, principal, 'type');
  if (type === 'Service' || type === '*' || type === 'Federated') return false;
  const identifier = textOf(frame, principal, 'identifier');
  if (isUndecided(type) || isUndecided(identifier)) {
    return { unknowns: [type, identifier].flatMap((part) => (isUndecided(part) ? part.unknowns : [])) };
  }
  if (identifier === '*') return false;
  // A default policy names the own account without its id: plans do not hold it.
  if (identifier === ownAccount) return false;
  const account = accountOf(identifier);
  if (account === undefined) {
    // `AIDA…` ids of deleted principals and canonical user ids do not show their account.
    return cannotTell(frame, "a principal's account cannot be told from its id");
  }
  if (!/^\d{12}$/.test(own)) return cannotTell(frame, 'the own account is not known');
  return account !== own;
}

const accountKeys = new Set([
  'aws:principalaccount',
  'aws:sourceaccount',
  'aws:sourceowner',
  'kms:calleraccount',
]);

/** A condition that every request from another account fails. */
function keepsInside(frame: Frame, condition: Fact, own: string): Kleene {
  const read = readCondition(frame, condition);
  if (isUndecided(read)) return read;
  const { operator, key, values } = read;
  const exact = operator.base === 'stringequals' && operator.quantifier === 'none' && !operator.ifExists;
  if (!accountKeys.has(key) || !exact) return false;
  if (values.known.some((value) => value !== own)) return false;
  return values.doubt ?? values.known.length > 0;
}

/** Everyone, narrowed by something: kept inside only when it says so by account. */
const everyoneCrosses =
  (statement: Fact, own: string): Eval<Kleene> =>
  (frame) => {
    const everyone = addressesEveryone(statement)(frame);
    if (everyone !== true) return everyone;
    const admitted = everyoneIsAdmitted(statement)(frame);
    if (admitted !== false) return admitted;
    const kept = someOf(statement, 'conditions', (inner, condition) => keepsInside(inner, condition, own))(
      frame,
    );
    if (kept === true) return false;
    return isUndecided(kept)
      ? kept
      : cannotTell(frame, 'everyone is narrowed down, and nobody can tell to which accounts');
  };

export const crossesAccounts: Make = ({ facts, values }) => {
  return (frame) => {
    const statement = (facts[0] as Eval<Fact>)(frame);
    const own = values[1]?.(frame);
    if (typeof own !== 'string') return own as Undecided;
    return and([
      allows(statement),
      or([
        someOf(statement, 'principals', (inner, principal) => isForeign(inner, principal, own)),
        everyoneCrosses(statement, own),
      ]),
    ])(frame);
  };
};

function cannotTell(frame: Frame, detail: string): Kleene {
  return undecided(troubleHere(frame, 'ambiguous', detail));
}
