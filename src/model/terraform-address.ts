/** Key of one instance: a number by count, a string by for_each. */
export type InstanceKey = string | number;

/** One step of an address or of a reference: a name, or a key in brackets. */
export type Step = { readonly name: string } | { readonly key: InstanceKey };

export interface ModuleStep {
  readonly name: string;
  readonly key?: InstanceKey;
}

/** A resource instance's address, taken apart. */
export interface Address {
  readonly modules: readonly ModuleStep[];
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly key?: InstanceKey;
}

// A name, or a bracket with a number or a quoted string in which anything may stand: https://developer.hashicorp.com/terraform/cli/state/resource-addressing
const token = /(\.?)([\p{ID_Start}_][\p{ID_Continue}-]*|\d+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/uy;

/** Takes an address or a reference apart; undefined when it is neither. */
export function stepsOf(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return undefined;
    const [whole, dot, name, number, quoted] = match;
    if (name === undefined)
      steps.push({ key: number === undefined ? unquote(quoted ?? '') : Number(number) });
    else if ((dot === '') !== (at === 0)) return undefined;
    // `aws_subnet.a.0.id` is the old way to write `aws_subnet.a[0].id`.
    else steps.push(/^\d/.test(name) ? { key: Number(name) } : { name });
    at += whole.length;
  }
  return steps.length > 0 && 'name' in (steps[0] ?? {}) ? steps : undefined;
}

/** Takes a resource's address apart; undefined when it is not one. */
export function parseAddress(text: string): Address | undefined {
  const steps = stepsOf(text);
  if (steps === undefined) return undefined;
  const { modules, rest } = takeModules(steps);
  const isData = nameAt(rest, 0) === 'data';
  const [type, name] = [nameAt(rest, isData ? 1 : 0), nameAt(rest, isData ? 2 : 1)];
  const last = rest[isData ? 3 : 2];
  if (type === undefined || name === undefined || rest.length > (isData ? 4 : 3)) return undefined;
  const address = { modules, mode: isData ? 'data' : 'managed', type, name } as const;
  if (last === undefined) return address;
  return 'key' in last ? { ...address, key: last.key } : undefined;
}

/** Takes `module.a["k"].module.b[0]` apart; the root module has no steps. */
export function parseModuleAddress(text: string): readonly ModuleStep[] | undefined {
  if (text === '') return [];
  const steps = stepsOf(text);
  if (steps === undefined) return undefined;
  const { modules, rest } = takeModules(steps);
  return rest.length === 0 ? modules : undefined;
}

/** The modules at the start of an address or reference, and the steps after them. */
export function takeModules(steps: readonly Step[]): { modules: ModuleStep[]; rest: readonly Step[] } {
  const modules: ModuleStep[] = [];
  let at = 0;
  while (nameAt(steps, at) === 'module') {
    const name = nameAt(steps, at + 1);
    if (name === undefined) break;
    const key = steps[at + 2];
    const hasKey = key !== undefined && 'key' in key;
    modules.push(hasKey ? { name, key: key.key } : { name });
    at += hasKey ? 3 : 2;
  }
  return { modules, rest: steps.slice(at) };
}

/** The name at a place among steps, if a name stands there. */
export function nameAt(steps: readonly Step[], at: number): string | undefined {
  const step = steps[at];
  return step !== undefined && 'name' in step ? step.name : undefined;
}

/** The key in brackets at a place among steps, if one stands there. */
export function keyAt(steps: readonly Step[], at: number): InstanceKey | undefined {
  const step = steps[at];
  return step !== undefined && 'key' in step ? step.key : undefined;
}

export function formatModuleAddress(modules: readonly ModuleStep[]): string {
  return modules.map(({ name, key }) => `module.${name}${formatKey(key)}`).join('.');
}

export function formatAddress(address: Address): string {
  const module = formatModuleAddress(address.modules);
  const data = address.mode === 'data' ? 'data.' : '';
  return `${module}${module === '' ? '' : '.'}${data}${address.type}.${address.name}${formatKey(address.key)}`;
}

/** `[0]`, `["k"]` as Terraform writes it, or nothing. */
export function formatKey(key: InstanceKey | undefined): string {
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `["${quote(key)}"]`;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function unquote(text: string): string {
  // Nearly every key is plain, and every target of a reference is taken apart.
  if (!/[\\$%]/.test(text)) return text;
  return text
    .replace(
      /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gsu,
      (whole, x, u, long, other) => {
        const hex: string | undefined = x ?? u ?? long;
        if (hex === undefined) return escapes[other] ?? other;
        const code = Number.parseInt(hex, 16);
        return code > 0x10ffff ? whole : String.fromCodePoint(code);
      },
    )
    .replace(/\$\$\{/g, '${')
    .replace(/%%\{/g, '%{');
}

function quote(text: string): string {
  return text
    .replace(/[\\"]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/\$\{/g, '$$$${')
    .replace(/%\{/g, '%%{')
    .replace(
      /[\p{Cc}\p{Cs}]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
