import type { Fact, StructValue } from '../../src/model/fact.ts';
import { kinds } from '../../src/model/kinds/index.ts';
import { hidden, listed, made, run } from './world.ts';

type Texts = string | readonly (string | ReturnType<typeof hidden>)[];

/** A policy statement as people write it; `?` stands for an unknown. */
export interface Statement {
  readonly Effect?: string;
  readonly Principal?: '*' | Readonly<Record<string, Texts>>;
  readonly NotPrincipal?: Readonly<Record<string, Texts>>;
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
  /** More of everything may exist. */
  readonly open?: readonly (keyof typeof lists)[];
}

const lists = {
  actions: 'Action',
  notActions: 'NotAction',
  resources: 'Resource',
  notResources: 'NotResource',
  principals: 'Principal',
  notPrincipals: 'NotPrincipal',
  conditions: 'Condition',
} as const;

const textsOf = (texts: Texts | undefined) =>
  texts === undefined ? [] : typeof texts === 'string' ? [texts] : texts;
const orUnknown = (text: string | ReturnType<typeof hidden>, path: string) =>
  text === '?' ? hidden(path) : text;

function principals(given: Statement['Principal'], path: string): Fact[] {
  if (given === undefined) return [];
  if (given === '*') return [made({ type: '*', identifier: '*' }, path)];
  return Object.entries(given).flatMap(([type, ids]) =>
    textsOf(ids).map((id, index) =>
      made({ type, identifier: orUnknown(id, `${path}.${type}[${index}]`) }, path),
    ),
  );
}

function conditions(given: Statement['Condition'], path: string): Fact[] {
  return Object.entries(given ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      const items = textsOf(values).map((value) => orUnknown(value, `${path}.${key}`));
      return made(
        {
          operator: operator === '?' ? hidden(path) : operator,
          key: key.toLowerCase(),
          values: listed(items),
        },
        path,
      );
    }),
  );
}

export function statement(given: Statement, path = 'policy'): Fact<StructValue> {
  const all: Record<keyof typeof lists, readonly (string | Fact)[]> = {
    actions: textsOf(given.Action).map((text) => orUnknown(text, `${path}.Action`)),
    notActions: textsOf(given.NotAction).map((text) => orUnknown(text, `${path}.NotAction`)),
    resources: textsOf(given.Resource).map((text) => orUnknown(text, `${path}.Resource`)),
    notResources: textsOf(given.NotResource).map((text) => orUnknown(text, `${path}.NotResource`)),
    principals: principals(given.Principal, `${path}.Principal`),
    notPrincipals: principals(given.NotPrincipal, `${path}.NotPrincipal`),
    conditions: conditions(given.Condition, `${path}.Condition`),
  };
  const effect = given.Effect ?? 'Allow';
  const fields: Record<string, string | Fact> = {
    sid: '',
    effect: effect === '?' ? hidden(`${path}.Effect`) : effect,
  };
  for (const [name, items] of Object.entries(all)) {
    fields[name] = listed(
      items,
      given.open?.some((one) => one === name) ? hidden(`${path}.${name}`) : undefined,
      `${path}.${name}`,
    );
  }
  return made(fields, path);
}

export const document = (statements: readonly Statement[]): Fact =>
  made(
    {
      statements: listed(
        statements.map((one, index) => statement(one, `statement[${index}]`)),
        undefined,
        'statements',
      ),
    },
    'policy',
  );

const bucket = { kind: kinds['s3-bucket'], parameters: {} } as const;

/** Asks a test of the statement `s` or of the document `d`. */
export function ask(source: string, statements: Statement | readonly Statement[]): boolean | 'unknown' {
  const policy = document(Array.isArray(statements) ? statements : [statements as Statement]);
  const about = source.replace(/\bd\b/, 'resource.policy');
  const whole = about === source ? `resource.policy.statements.exists(s, ${source})` : about;
  return run(whole, { fields: { policy } }, bucket).verdict;
}
