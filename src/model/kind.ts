import type { Fact, ListValue, MapValue } from './fact.ts';

export const sourceNames = ['terraform-plan', 'aws-account', 'repository'] as const;
export type SourceName = (typeof sourceNames)[number];

/** The type of an attribute, as rules and adapters see it. `struct` types are named, for the rule author's error messages. */
export type AttributeType =
  | { readonly type: 'bool' | 'int' | 'string' | 'timestamp' }
  | { readonly type: 'list'; readonly of: AttributeType }
  | { readonly type: 'map'; readonly of: AttributeType }
  | { readonly type: 'struct'; readonly name: string; readonly fields: Readonly<Record<string, Attribute>> };

/** One attribute of a kind: its type, one line of meaning, and its unit where it has one. */
export interface Attribute<T extends AttributeType = AttributeType> {
  readonly type: T;
  readonly meaning: string;
  readonly unit?: string;
  /** Adapters may answer `absent`; without it they must answer known or unknown. */
  readonly optional?: true;
  /** Only these sources can know it; elsewhere it is unknown (`not-recorded`), and twins leave it out. */
  readonly onlyIn?: readonly SourceName[];
}

/**
 * How one kind finds another. `by` names the link attribute (a string, or a list of strings, holding an id, ARN,
 * name or Terraform reference) on this kind (`mine`) or on the other one (`theirs`); `all` takes every resource of the kind
 * in the same account.
 */
export interface Relation {
  readonly to: string;
  readonly many: boolean;
  readonly by: { readonly mine: string } | { readonly theirs: string } | 'all';
  readonly meaning: string;
  /** Sources that read only part of what it may find, and what they leave out: there its lists stay open. */
  readonly openIn?: Partial<Readonly<Record<SourceName, string>>>;
}

/** A sort of resource in our own vocabulary, the same for every source. */
export interface Kind {
  /** kebab-case: `rds-instance`. */
  readonly name: string;
  /** For people: "RDS instance". */
  readonly title: string;
  /** Folder of its rules: `rds`. */
  readonly service: string;
  readonly meaning: string;
  /**
   * Only these sources look for it; in the others its rules are not asked, and lists of it stay open. Left out: plans and
   * accounts; what the repository tells of is named so.
   */
  readonly onlyIn?: readonly SourceName[];
  /** It is no thing that exists: rules for any kind do not judge it, and it is not counted among the resources. */
  readonly onlyOwnRules?: true;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly relations: Readonly<Record<string, Relation>>;
}

type Options = { unit?: string; optional?: true; onlyIn?: readonly SourceName[] };

function attribute<T extends AttributeType>(type: T, meaning: string, options: Options = {}): Attribute<T> {
  return { type, meaning, ...options };
}

export const bool = (meaning: string, options?: Options) =>
  attribute({ type: 'bool' } as const, meaning, options);
export const int = (meaning: string, options?: Options) =>
  attribute({ type: 'int' } as const, meaning, options);
export const string = (meaning: string, options?: Options) =>
  attribute({ type: 'string' } as const, meaning, options);

export const list = <T extends AttributeType>(of: Attribute<T>, meaning: string, options?: Options) =>
  attribute({ type: 'list', of: of.type } as const, meaning, options);

export const map = <T extends AttributeType>(of: Attribute<T>, meaning: string, options?: Options) =>
  attribute({ type: 'map', of: of.type } as const, meaning, options);

export const struct = <F extends Readonly<Record<string, Attribute>>>(
  name: string,
  fields: F,
  meaning: string,
  options?: Options,
) => attribute({ type: 'struct', name, fields } as const, meaning, options);

export const many = (
  to: string,
  by: Relation['by'],
  meaning: string,
  options: Pick<Relation, 'openIn'> = {},
): Relation => ({ to, many: true, by, meaning, ...options });
export const one = (to: string, by: Relation['by'], meaning: string): Relation => ({
  to,
  many: false,
  by,
  meaning,
});

/** Whether a source looks for resources of a kind at all. */
export function isReadIn(kind: Kind, source: SourceName): boolean {
  return kind.onlyIn === undefined ? source !== 'repository' : kind.onlyIn.includes(source);
}

/** Keeps the literal types, so that adapters are checked attribute by attribute. */
export function defineKind<const K extends Kind>(kind: K): K {
  return kind;
}

/** The TypeScript value behind an attribute type. */
export type ValueOf<T extends AttributeType> = T extends { type: 'bool' }
  ? boolean
  : T extends { type: 'int' }
    ? number
    : T extends { type: 'string' | 'timestamp' }
      ? string
      : T extends { type: 'list'; of: infer E extends AttributeType }
        ? ListValue<ValueOf<E>>
        : T extends { type: 'map'; of: infer E extends AttributeType }
          ? MapValue<ValueOf<E>>
          : T extends { type: 'struct'; fields: infer F extends Readonly<Record<string, Attribute>> }
            ? { readonly fields: FactsOfFields<F> }
            : never;

export type FactsOfFields<F extends Readonly<Record<string, Attribute>>> = {
  readonly [name in keyof F]: Fact<ValueOf<F[name]['type']>>;
};

/** What an adapter for this kind must answer: a fact for every attribute. The compiler names the missing ones. */
export type FactsOf<K extends Kind> = FactsOfFields<K['attributes']>;
