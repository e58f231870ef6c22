import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from '../property.ts';
import { ask, type Statement } from './statements.ts';

/** A statement with some of its texts unknown (`?`), and everything that they may turn out to be. */
interface Doubtful {
  readonly given: Statement;
  readonly completions: readonly Statement[];
}

type Part = { readonly given: Statement; readonly ways: readonly Statement[] };

const own = '111111111111';

/** One element of a statement: known texts, an unknown one among them, or more to come. */
function element(
  name: 'Action' | 'NotAction' | 'Resource' | 'NotResource',
  open: NonNullable<Statement['open']>[number],
  choices: readonly string[],
): fc.Arbitrary<Part> {
  const some = fc.subarray([...choices], { maxLength: 2 });
  const known = some.map((texts): Part => ({ given: { [name]: texts }, ways: [{ [name]: texts }] }));
  const doubtful = some.map(
    (texts): Part => ({
      given: { [name]: ['?', ...texts] },
      ways: choices.map((choice) => ({ [name]: [choice, ...texts] })),
    }),
  );
  const more = some.map(
    (texts): Part => ({
      given: { [name]: texts, open: [open] },
      ways: [{ [name]: texts }, ...choices.map((choice) => ({ [name]: [...texts, choice] }))],
    }),
  );
  return fc.oneof({ weight: 2, arbitrary: known }, doubtful, more);
}

const actions = ['*', 's3:*', 's3:Get*', 'iam:*', 'iam:PutRolePolicy'];
const resources = ['*', 'arn:aws:s3:::b', 'arn:aws:s3:::b/*', 'arn:aws:iam::*:role/x'];
const ids = ['*', own, `arn:aws:iam::${own}:root`, 'arn:aws:iam::222222222222:role/x'];

const effects: readonly Part[] = [
  { given: { Effect: 'Allow' }, ways: [{ Effect: 'Allow' }] },
  { given: { Effect: 'Deny' }, ways: [{ Effect: 'Deny' }] },
  { given: { Effect: '?' }, ways: [{ Effect: 'Allow' }, { Effect: 'Deny' }] },
];
const effect = fc.constantFrom(...effects);

const principal = fc.oneof(
  fc
    .subarray(ids, { maxLength: 2 })
    .map((AWS): Part => ({ given: { Principal: { AWS } }, ways: [{ Principal: { AWS } }] })),
  fc.subarray(ids, { maxLength: 1 }).map(
    (known): Part => ({
      given: { Principal: { AWS: ['?', ...known] } },
      ways: ids.map((id) => ({ Principal: { AWS: [id, ...known] } })),
    }),
  ),
  fc
    .constantFrom(...ids)
    .map((id): Part => ({ given: { NotPrincipal: { AWS: id } }, ways: [{ NotPrincipal: { AWS: id } }] })),
);

const entries: readonly (readonly [operator: string, key: string, values: readonly string[]])[] = [
  ['Bool', 'aws:SecureTransport', ['true', 'false']],
  ['Bool', 'aws:MultiFactorAuthPresent', ['true', 'false']],
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', ['true', 'false']],
  ['Null', 'aws:MultiFactorAuthAge', ['true', 'false']],
  ['StringLike', 'aws:PrincipalOrgID', ['o-own', '*']],
  ['StringEqualsIfExists', 'aws:PrincipalOrgID', ['o-own']],
  ['Null', 'aws:PrincipalOrgID', ['true', 'false']],
  ['StringEquals', 'aws:PrincipalAccount', [own, '222222222222']],
  ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '0.0.0.0/0']],
  ['StringLike', 'token.actions.githubusercontent.com:sub', ['repo:a/*', 'repo:*']],
  ['StringEquals', 'iam:PassedToService', ['lambda.amazonaws.com', '*']],
];

const condition = fc.constantFrom(...entries).chain(([operator, key, values]) =>
  fc.constantFrom(...values, '?').map((value): Part => {
    const made = (text: string): Statement => ({
      Condition: { [operator]: { [key]: text === '?' ? ['?'] : [text] } },
    });
    return { given: made(value), ways: value === '?' ? values.map(made) : [made(value)] };
  }),
);

function combined(parts: readonly Part[]): Doubtful {
  const merge = (left: Statement, right: Statement): Statement => ({
    ...left,
    ...right,
    Condition: { ...left.Condition, ...right.Condition },
    open: [...(left.open ?? []), ...(right.open ?? [])],
  });
  let completions: Statement[] = [{}];
  for (const { ways } of parts)
    completions = completions.flatMap((way) => ways.map((one) => merge(way, one)));
  return { given: parts.map((part) => part.given).reduce(merge, {}), completions };
}

const statement: fc.Arbitrary<Doubtful> = fc
  .tuple(
    effect,
    principal,
    fc.oneof(element('Action', 'actions', actions), element('NotAction', 'notActions', actions)),
    fc.oneof(element('Resource', 'resources', resources), element('NotResource', 'notResources', resources)),
    fc.array(condition, { maxLength: 2 }),
  )
  .map(([a, b, c, d, rest]) => combined([a, b, c, d, ...rest]));

/** Random statements hardly ever deny plain HTTP: these nearly do. */
const nearlyDenying: fc.Arbitrary<Doubtful> = fc
  .tuple(
    element('Action', 'actions', ['*', 's3:*', 's3:Get*']),
    element('Resource', 'resources', ['*', 'arn:aws:s3:::b', 'arn:aws:s3:::b/*']),
    fc.constantFrom(...effects.slice(1)),
    fc.constantFrom('false', 'true', '?'),
  )
  .map(([actionPart, resourcePart, effectPart, value]) => {
    const made = (text: string): Statement => ({ Condition: { Bool: { 'aws:SecureTransport': [text] } } });
    const when: Part = {
      given: made(value),
      ways: value === '?' ? [made('true'), made('false')] : [made(value)],
    };
    const everyone: Part = { given: { Principal: '*' }, ways: [{ Principal: '*' }] };
    return combined([actionPart, resourcePart, effectPart, when, everyone]);
  });

const questions = [
  'admitsEveryone(s)',
  'grantsAdministration(s)',
  'coversAction(s, "s3:GetObject")',
  'coversAction(s, "s3:*")',
  'coversResource(s, "arn:aws:s3:::b/*")',
  'demandsMfa(s)',
  'deniesPlainHttp(d)',
  `crossesAccounts(s, "${own}")`,
  'grantsService(s, "s3")',
  'passesAnyRole(s)',
  'demandsSubject(s)',
  'administers([d], ["PowerUserAccess"])',
  'size(escalations([d], [], [], ["role/x"])) == 0',
];

describe('what a policy turns out to say never contradicts what was answered before', () => {
  for (const question of questions) {
    it(question, () => {
      const seen = { decided: 0, unknown: 0 };
      fc.assert(
        fc.property(question.startsWith('denies') ? nearlyDenying : statement, ({ given, completions }) => {
          fc.pre(completions.length <= 60);
          const answer = ask(question, given);
          seen[answer === 'unknown' ? 'unknown' : 'decided'] += 1;
          if (answer === 'unknown') return;
          for (const complete of completions) {
            const verdict = ask(question, complete);
            if (verdict !== 'unknown') assert.equal(verdict, answer, JSON.stringify(complete));
          }
        }),
        { numRuns: 150 },
      );
      assert.ok(seen.decided > 0 && seen.unknown > 0, JSON.stringify(seen));
    });
  }
});
