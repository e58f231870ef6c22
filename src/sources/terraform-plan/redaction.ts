import { shapeOfSecret } from '../../model/plain-secrets.ts';
import type { ConfiguredModule, Json, JsonObject, TerraformPlan } from './plan.ts';

/** Attribute and tag names whose text is a secret, whatever the plan's masks say; the provider's own marks are among them. */
const secretNames =
  /passw|secret|token|credential|private_?key|api_?key|access_?key|auth_?key|key_material|license_key|connection_string/i;

/** Names that only speak of secrets: references to them, switches, and the tokens that keep a request from being made twice. */
const harmlessNames =
  /(_arn|_id|_ids|_version|_name|_type)$|^manage_|^(creation|client|idempotency)_token$|^http_tokens$/i;

const seen = new Map<string, boolean>();

/** Whether a text under this name must not be shown. */
export function isSecretName(name: string): boolean {
  let secret = seen.get(name);
  if (secret === undefined) {
    secret = secretNames.test(name) && !harmlessNames.test(name);
    // Tag keys come from the plan: bound what is kept of them.
    if (seen.size < 5000) seen.set(name, secret);
  }
  return secret;
}

/** The part of a mask that lies under a key; a mask that is `true` covers everything below it. */
export function maskUnder(mask: Json | undefined, key: string | number): Json {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return false;
  return (mask as JsonObject)[key] ?? false;
}

/** Whether anything at or below this point is masked. */
export function masksAnything(mask: Json | undefined): boolean {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return false;
  for (const key in mask) if (masksAnything((mask as JsonObject)[key])) return true;
  return false;
}

/** Tells whether a text holds a secret of the plan, wherever the text stands. */
export type HoldsSecret = (text: string) => boolean;

/** Shorter texts are words that stand in many places for other reasons. */
const shortestSecret = 8;

/**
 * Finds the secrets that Terraform does not mark: by their shape, or as copies of others, for providers copy marked tags into
 * `tags_all` and marked text into documents. Those others are the values of sensitive variables, and texts under secret names.
 */
export function secretsOf(plan: TerraformPlan): HoldsSecret {
  const secrets = new Set<string>();
  if (plan.configuration !== undefined) addVariables(plan.configuration, plan.rootVariable, secrets);
  for (const { before, after } of plan.resources) {
    for (const values of [before, after])
      for (const key in values) if (isSecretName(key)) addTexts(values[key], secrets);
  }
  if (secrets.size === 0) return hasShape;
  // One expression for all of them: every text of the plan is held against it.
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  const any = new RegExp(longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
  return (text) => text.length >= shortestSecret && (any.test(text) || hasShape(text));
}

/** What nobody marks but nothing else looks like. One test spares most texts the others. */
function hasShape(text: string): boolean {
  return perhapsShaped.test(text) && shapeOfSecret(text) !== undefined;
}

const perhapsShaped =
  /A[KS]IA|PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|xox|hooks\.slack|[sr]k[_-]|AIza|SG\.|npm_|eyJ|:\/\/|[?&;]\w*(pwd|password|key)=/i;

function addVariables(
  module: ConfiguredModule,
  given: (name: string) => Json | undefined,
  secrets: Set<string>,
): void {
  for (const [name, variable] of module.variables) {
    if (!variable.sensitive) continue;
    addTexts(given(name), secrets);
    addTexts(variable.default, secrets);
  }
  for (const { module: called, expressions } of module.calls.values()) {
    const passed = (name: string) => {
      const expression = expressions[name];
      const known = typeof expression === 'object' && expression !== null && 'constant_value' in expression;
      return known ? (expression as JsonObject).constant_value : undefined;
    };
    addVariables(called, passed, secrets);
  }
}

function addTexts(value: Json | undefined, secrets: Set<string>): void {
  if (typeof value === 'string') {
    if (value.length >= shortestSecret) secrets.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      // Keys of a secret map are as secret as its values.
      if (!Array.isArray(value)) addTexts(key, secrets);
      addTexts(inner, secrets);
    }
  }
}
