import type { Kind } from '../model/kind.ts';
import type { FirstAttribute } from './rules-new-attribute.ts';

interface Parts {
  /** The `parameters` section, or nothing. */
  readonly parameters: string;
  readonly that: string;
  /** The sentence, for a resource of that name. */
  readonly says: (name: string) => string;
  readonly pass: string;
  readonly fail: string;
}

/** A condition on one attribute, with examples on both sides of it. */
export function firstCondition(
  first: FirstAttribute | undefined,
  kind: Kind,
  words: readonly string[],
): { readonly name: string; readonly parts: Parts } {
  if (first === undefined) return { name: 'name', parts: isNamed() };
  const { name, attribute, type } = first;
  const optional = attribute.optional === true;
  switch (type) {
    case 'bool':
      return {
        name,
        parts: words.some((word) => denials.includes(word)) ? isFalse(name) : isTrue(name, optional),
      };
    case 'int':
      return { name, parts: atLeast(name, attribute.unit, optional) };
    case 'string':
      return { name, parts: optional ? present(name) : allowed(name, kind) };
    case 'timestamp':
      return { name, parts: lateEnough(name, optional) };
    case 'list':
      return { name, parts: holdsSome(name, optional) };
  }
}

const failing = 'orders';

/** `service-allows-no-shell` asks for a thing that is off. */
const denials: readonly string[] = ['no', 'not', 'never', 'without'];

function examples(
  that: string,
  says: (name: string, filled: boolean) => string,
  values: {
    readonly pass: string;
    readonly fail: string;
    readonly failWords: string;
    readonly passWords: string;
  },
): Omit<Parts, 'parameters'> {
  return {
    that,
    says: (name) => says(name, false),
    pass: `    - name: ${values.passWords}\n      given: { ${values.pass} }`,
    fail:
      `    - name: ${values.failWords}\n      given: { name: ${failing}${values.fail === '' ? '' : `, ${values.fail}`} }\n` +
      `      says: "${says(failing, true)}"`,
  };
}

function guarded(name: string, optional: boolean, condition: string): string {
  return optional ? `has(resource.${name}) && ${condition}` : condition;
}

function isTrue(name: string, optional: boolean): Parts {
  return {
    parameters: '',
    ...examples(guarded(name, optional, `resource.${name}`), (who) => `${who} does not have ${name}.`, {
      pass: `${name}: true`,
      passWords: 'it is on',
      fail: `${name}: false`,
      failWords: 'it is off',
    }),
  };
}

function isFalse(name: string): Parts {
  return {
    parameters: '',
    ...examples(`"!resource.${name}"`, (who) => `${who} has ${name}.`, {
      pass: `${name}: false`,
      passWords: 'it is off',
      fail: `${name}: true`,
      failWords: 'it is on',
    }),
  };
}

function atLeast(name: string, unit: string | undefined, optional: boolean): Parts {
  const of = unit === undefined ? '' : ` ${unit}`;
  // An absent number would print as "(none)".
  const says = (who: string, filled: boolean) => {
    const [is, asked] = filled ? ['0', '1'] : [`{resource.${name}}`, '{parameter.minimum}'];
    return `${who} has ${name} ${is}${of}; the policy asks for ${asked}.`;
  };
  return {
    parameters:
      `# Figures that the policy may set; a line \`policy: area.name\` lets several rules share one.\nparameters:\n  minimum:\n    type: integer\n    default: 1\n` +
      `${unit === undefined ? '' : `    unit: ${unit}\n`}    meaning: The least that ${name} may be\n`,
    ...examples(guarded(name, optional, `resource.${name} >= parameter.minimum`), says, {
      pass: `${name}: 1`,
      passWords: 'as much as the policy asks for',
      fail: `${name}: 0`,
      failWords: 'less than the policy asks for',
    }),
  };
}

function allowed(name: string, kind: Kind): Parts {
  const says = (who: string, filled: boolean) =>
    filled
      ? `${who} has ${name} another; the policy allows: expected.`
      : `${who} has ${name} {resource.${name}}; the policy allows: {join(parameter.allowed, ', ')}.`;
  return {
    parameters:
      `# Figures that the policy may set; a line \`policy: area.name\` lets several rules share one.\nparameters:\n  allowed:\n    type: string-list\n    default: [expected]\n` +
      `    meaning: What ${name} of ${kind.title}s may be\n`,
    ...examples(`resource.${name} in parameter.allowed`, says, {
      pass: `${name}: expected`,
      passWords: 'what the policy allows',
      fail: `${name}: another`,
      failWords: 'something else',
    }),
  };
}

function present(name: string): Parts {
  return {
    parameters: '',
    ...examples(`has(resource.${name})`, (who) => `${who} has no ${name}.`, {
      pass: `${name}: something`,
      passWords: 'it has one',
      fail: '',
      failWords: 'it has none',
    }),
  };
}

function isNamed(): Parts {
  const condition = 'has(resource.name) && resource.name.startsWith("expected-")';
  return {
    parameters: '',
    ...examples(condition, (who) => `${who} does not begin with expected-.`, {
      pass: 'name: expected-orders',
      passWords: 'a name as expected',
      fail: '',
      failWords: 'another name',
    }),
  };
}

function lateEnough(name: string, optional: boolean): Parts {
  const condition = guarded(name, optional, `resource.${name} >= timestamp("2026-01-01T00:00:00Z")`);
  return {
    parameters: '',
    ...examples(condition, (who) => `${who} has ${name} before 2026.`, {
      pass: `${name}: "2026-06-01T00:00:00Z"`,
      passWords: 'late enough',
      fail: `${name}: "2025-06-01T00:00:00Z"`,
      failWords: 'too early',
    }),
  };
}

function holdsSome(name: string, optional: boolean): Parts {
  return {
    parameters: '',
    ...examples(guarded(name, optional, `size(resource.${name}) > 0`), (who) => `${who} has no ${name}.`, {
      pass: `${name}: [one]`,
      passWords: 'it has some',
      fail: `${name}: []`,
      failWords: 'it has none',
    }),
  };
}
