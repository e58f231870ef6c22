import { UserError } from '../../model/user-error.ts';
import { findJsonError, positionOf } from './json-error.ts';
import type { JsonSyntaxError } from './split.ts';

const showPlan = 'terraform show -json tfplan > plan.json';
const makePlan = `terraform plan -out=tfplan && ${showPlan}`;

/** A file that is not a plan: what it is, and what to type instead. */
export function refuse(name: string, message: string, hint: string): UserError {
  return new UserError([{ at: name, message, hint }]);
}

/** Tells what bytes are that do not hold a JSON object; undefined when they may. */
export function refuseText(bytes: Buffer, text: Buffer, name: string): UserError | undefined {
  if (bytes.length === 0 || text.every(isSpace)) {
    const message = 'the file is empty.';
    return refuse(name, message, `Did the step before it fail? Write the plan by: ${makePlan}`);
  }
  if (bytes.subarray(0, 4).equals(zip)) {
    const message = 'this is a binary plan, as `terraform plan -out` writes it.';
    return refuse(name, message, `Turn it into JSON by: terraform show -json ${name} > plan.json`);
  }
  const start = text.findIndex((byte) => !isSpace(byte));
  if (text[start] === 0x7b) return undefined;
  return refuseProse(text.subarray(start, start + 65_536).toString('utf8'), name);
}

/** Plan files are zip archives. */
const zip = Buffer.from('PK\u0003\u0004');

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

const signs = [
  /(?:Terraform|OpenTofu) used the selected providers/,
  /(?:Terraform|OpenTofu) will perform the following actions/,
  /: (?:Refreshing state|Reading|Preparing import)\.\.\./,
  /^No changes\./m,
  /^Plan: \d+ to /m,
  /^# \S+:\s*$/m,
];

function refuseProse(coloured: string, name: string): UserError {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour with escape characters.
  const prose = coloured.replace(/\u001b\[[\d;]*m/g, '');
  const failure = /^[\s│╷|]*Error: (.+)/m.exec(prose)?.[1]?.trim();
  const said =
    failure === undefined ? '' : `: ${failure.length > 100 ? `${failure.slice(0, 99)}…` : failure}`;
  if (signs.some((sign) => sign.test(prose))) {
    const ending = said === '' ? '' : `, and it tells of an error${said}`;
    const message = `this is what Terraform writes for people, not JSON${ending}${ending.endsWith('…') ? '' : '.'}`;
    return refuse(name, message, `Write the plan as JSON by: ${makePlan}`);
  }
  if (said !== '' || /^[╷│]/.test(prose)) {
    const message = `this holds an error of Terraform instead of a plan${said}${said.endsWith('…') ? '' : '.'}`;
    return refuse(name, message, `Mend what it says, then: ${makePlan}`);
  }
  if (/^(?:terraform|resource|variable|module|provider|data|locals|output|#|\/\/).*\{\s*$/m.test(prose)) {
    const message = 'this is Terraform source, not a plan.';
    return refuse(name, message, `Write the plan by: ${makePlan}`);
  }
  if (prose.startsWith('[')) {
    const message = 'this is a JSON array; a plan is one JSON object.';
    return refuse(name, message, `Write the plan by: ${makePlan}`);
  }
  const plan = /^[ \t]*\{\s*"format_version"/m.exec(prose);
  if (plan !== null) {
    const line = prose.slice(0, plan.index).split('\n').length;
    const message = `other text stands before the plan, which begins in line ${line}.`;
    return refuse(name, message, `Send only Terraform's own output to the file: ${showPlan}`);
  }
  const message = 'this is not JSON.';
  return refuse(name, message, `Write the plan by: ${makePlan}`);
}

/** JSON that cannot be read: where and why. */
export function refuseBroken(text: Buffer, name: string, thrown: JsonSyntaxError): UserError {
  if (isStream(text)) return refuseStream(name);
  const found = findJsonError(text) ?? {
    offset: thrown.offset,
    reason: 'it cannot be read',
    truncated: false,
  };
  const at = place(text, name, found.offset);
  const where = `byte ${found.offset.toLocaleString('en-US')}`;
  if (found.truncated) {
    const message = `the JSON is cut off: ${found.reason} (${where}).`;
    return refuse(
      at,
      message,
      `Did the step before it fail, or the disk fill up? Write it again by: ${showPlan}`,
    );
  }
  return refuse(at, `invalid JSON: ${found.reason} (${where}).`, `Write the plan again by: ${showPlan}`);
}

/** Something stands behind the plan's JSON. */
export function refuseFollowing(
  text: Buffer,
  name: string,
  following: { documents: number; garbageAt?: number },
): UserError {
  if (isStream(text)) return refuseStream(name);
  if (following.garbageAt !== undefined) {
    const at = place(text, name, following.garbageAt);
    const message = `invalid JSON: other text stands behind the end of the document (byte ${following.garbageAt.toLocaleString('en-US')}).`;
    return refuse(at, message, `Write the plan again by: ${showPlan}`);
  }
  const message = `the file holds ${following.documents + 1} JSON documents, one behind the other.`;
  return refuse(
    name,
    message,
    'Give one plan per file; for Terragrunt: write and judge a file for every unit.',
  );
}

function place(text: Buffer, name: string, offset: number): string {
  const { line, column } = positionOf(text, offset);
  return `${name}:${line}:${column}`;
}

/** The log that `terraform plan -json` writes: an object a line, each with `@level` and `@message`. */
function isStream(text: Buffer): boolean {
  const lineEnd = text.indexOf(10);
  const first = text.subarray(0, lineEnd === -1 ? 4096 : Math.min(lineEnd, 4096)).toString('utf8');
  return first.includes('"@level"') && first.includes('"@message"');
}

function refuseStream(name: string): UserError {
  const message = 'this is the log of `terraform plan -json`; it holds no attribute values.';
  return refuse(name, message, `Write the plan itself by: ${makePlan}`);
}

/** A JSON object that is no plan, by its top-level keys; undefined when it is one. */
export function refuseDocument(keys: ReadonlySet<string>, name: string): UserError | undefined {
  if (keys.has('resource_changes') || keys.has('planned_values')) return undefined;
  const known = others.find(({ all }) => all.every((key) => keys.has(key)));
  if (known !== undefined) return refuse(name, known.message, known.hint);
  if (keys.has('format_version') && [...keys].every((key) => key.endsWith('_version'))) {
    const message = 'this is an empty state: `terraform show -json` was run without the plan file.';
    return refuse(name, message, `Name the plan file: ${showPlan}`);
  }
  const shown = [...keys].slice(0, 12).map((key) => `\`${key.slice(0, 60)}\``);
  const list = shown.length === 0 ? 'none' : `${shown.join(', ')}${keys.size > 12 ? ', …' : ''}`;
  const message = `this is JSON, but not a Terraform plan. Its keys: ${list}.`;
  return refuse(name, message, `Write the plan by: ${makePlan}`);
}

const others = [
  {
    all: ['@level', '@message'],
    message: 'this is the log of `terraform plan -json`; it holds no attribute values.',
    hint: `Write the plan itself by: ${makePlan}`,
  },
  {
    all: ['format_version', 'values'],
    message: 'this is the state, not a plan: `terraform show -json` was run without the plan file.',
    hint: `Name the plan file: ${showPlan}`,
  },
  {
    all: ['version', 'lineage'],
    message: 'this is a raw state file, not a plan.',
    hint: `Write the plan by: ${makePlan}`,
  },
  {
    all: ['version', 'serial', 'resources'],
    message: 'this is a raw state file, not a plan.',
    hint: `Write the plan by: ${makePlan}`,
  },
  {
    all: ['encrypted_data'],
    message: 'this plan is encrypted by OpenTofu.',
    hint: 'Where the key is configured: tofu show -json tfplan > plan.json',
  },
  {
    all: ['remote_plan_format', 'run_id'],
    message: 'this is a bookmark of a plan that is kept in HCP Terraform.',
    hint: `While logged in (terraform login): ${showPlan}`,
  },
  {
    all: ['format_version', 'root_module'],
    message: 'this is configuration, as `tofu show -json -config` or `-module` writes it, not a plan.',
    hint: 'Write the plan by: tofu plan -out=tfplan && tofu show -json -plan=tfplan > plan.json',
  },
] as const;

/** `1.2` and `0.1` are read, also with keys nobody knows yet; another major version may mean anything. */
export function refuseVersion(formatVersion: string | undefined, name: string): UserError | undefined {
  const major = /^(\d+)(?:\.|$)/.exec(formatVersion ?? '')?.[1];
  if (major === undefined || Number(major) <= 1) return undefined;
  const message = `the plan's format_version is ${formatVersion}; this version reads 0.x and 1.x.`;
  return refuse(name, message, 'Look for a newer caja-policy.');
}
