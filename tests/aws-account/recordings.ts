import type { Fact } from '../../src/model/fact.ts';
import { isList, isMap, isStruct } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import { findAction } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Failure, Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { inventoryQuery } from '../../src/sources/aws-account/queries.ts';

export const account = '111122223333';
export const region = 'eu-west-1';
const readAt = '2026-11-20T02:00:00.000Z';

export const denied: Failure = {
  name: 'AccessDenied',
  message: 'User is not authorized to perform it',
  kind: 'denied',
};

/** A recording that holds just these answers: an output or a failure by API, those of the account itself where they are. */
export function recordingOf(outputs: Readonly<Record<string, object>>): Recording {
  const answers = Object.entries(outputs).map(([api, output]): ApiAnswer => {
    const isGlobal = findAction(api)?.scope === 'account';
    const where = { account, region: isGlobal ? 'global' : region, api, readAt };
    const input = api === 'config:SelectResourceConfig' ? { Expression: inventoryQuery } : {};
    return 'kind' in output ? { ...where, input, error: output as Failure } : { ...where, input, output };
  });
  return {
    format: 1,
    identity: { account, arn: `arn:aws:sts::${account}:assumed-role/audit/audit` },
    startedAt: readAt,
    regions: [region],
    answers,
  };
}

/** The inventory of AWS Config with these rows. */
export function configRows(...rows: readonly object[]): Recording {
  const complete = { accountId: account, awsRegion: region, configurationItemStatus: 'OK' };
  const results = rows.map((row) => JSON.stringify({ ...complete, ...row }));
  return recordingOf({ 'config:SelectResourceConfig': { Results: results } });
}

export function resourcesOf(recording: Recording, kind: string): readonly Resource[] {
  return readRecording(recording).after.resources.filter((resource) => resource.kind === kind);
}

/** The only resource of that kind. */
export function onlyOne(recording: Recording, kind: string): Resource {
  const [resource, another] = resourcesOf(recording, kind);
  if (resource === undefined || another !== undefined) throw new Error(`not exactly one ${kind}`);
  return resource;
}

/** A fact as a reader of a test would write it: its value, `absent`, `default:` before AWS's own, or why it is unknown. */
export function plainly(fact: Fact | undefined): unknown {
  if (fact === undefined) return 'no such fact';
  if (fact.state === 'absent') return 'absent';
  if (fact.state === 'unknown') return `unknown, ${fact.reason}: ${fact.detail}`;
  const { value } = fact;
  if (typeof value !== 'object') return fact.default === true ? `default: ${value}` : value;
  if (isList(value)) return [...value.items.map(plainly), ...(value.open === undefined ? [] : ['…'])];
  if (isMap(value)) return mapped(value.entries);
  return isStruct(value) ? mapped(value.fields) : value;
}

function mapped(facts: Readonly<Record<string, Fact>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, plainly(fact)]));
}

/** Some facts of a resource, plainly. */
export function facts(resource: Resource, ...names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.map((name) => [name, plainly(resource.fields[name])]));
}

/** The statements of a policy document of a resource, plainly. */
export function statements(resource: Resource, name: string): readonly Readonly<Record<string, unknown>>[] {
  const document = plainly(resource.fields[name]) as {
    readonly statements: readonly Record<string, unknown>[];
  };
  return document.statements;
}
