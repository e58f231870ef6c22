import type {
  Account,
  Aggregator,
  Attestation,
  Environment,
  Policy,
  Requirement,
  RuleSetting,
  Waiver,
} from '../model/policy.ts';
import type { ParameterValue, Rule } from '../model/rule.ts';
import { UserError } from '../model/user-error.ts';
import { readYaml, type SourceText, type YamlDocument } from '../rules/yaml/document.ts';
import { inOrder } from '../rules/yaml/in-order.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkEnvironments, checkStacks } from './check-environments.ts';
import { checkRuleSettings, checkSharedParameters } from './check-settings.ts';
import { checkAttestations, checkWaivers } from './check-statements.ts';
import { defaultGate } from './empty-policy.ts';
import { startReading } from './policy-reading.ts';
import type { PolicyContent } from './policy-schema.ts';

/** Reads a policy and holds it against the loaded rules. Throws a `UserError` that tells every mistake. */
export function loadPolicy(
  source: SourceText,
  rules: readonly Rule[],
  catalogue: readonly Requirement[],
): Policy {
  const document = readYaml(source);
  if (document.problems.length > 0) throw new UserError(document.problems);
  const reading = startReading(document, rules, catalogue);
  if (reading.sound('parameters')) {
    checkSharedParameters(reading.content.parameters ?? {}, ['parameters'], reading);
  }
  checkEnvironments(reading);
  checkAccounts(reading);
  checkRuleSettings(reading);
  checkStacks(reading);
  checkWaivers(reading);
  checkAttestations(reading);
  if (reading.problems.length > 0) throw new UserError(inOrder(reading.problems));
  return policyOf(reading.content, document, catalogue);
}

/** The path of the catalogue that a policy brings along, if it does; mistakes are left for `loadPolicy` to tell. */
export function ownCatalogue(source: SourceText): string | undefined {
  // Most policies bring none along, and speak of it in comments at most: a look at the text spares them a second parse (15 ms).
  if (!/^(?![ \t]*#).*requirements/m.test(source.text)) return undefined;
  const { value } = readYaml(source);
  if (typeof value !== 'object' || value === null || !('requirements' in value)) return undefined;
  return typeof value.requirements === 'string' ? value.requirements : undefined;
}

function policyOf(content: PolicyContent, document: YamlDocument, catalogue: readonly Requirement[]): Policy {
  const longest = content.gate?.['longest-waiver-days'];
  return {
    name: content.name,
    document: content.document,
    file: document.file,
    environments: Object.entries(content.environments ?? {}).map((entry) =>
      environmentOf(entry, accountsIn(content, entry[0])),
    ),
    accounts: Object.entries(content.accounts ?? {}).map(accountOf),
    ...(content.aggregator === undefined ? {} : { aggregator: aggregatorOf(content.aggregator) }),
    parameters: parametersOf(content.parameters),
    rules: Object.fromEntries(
      Object.entries(content.rules ?? {}).map(([id, setting]) => [id, settingOf(setting)]),
    ),
    stacks: Object.entries(content.stacks ?? {}).map(([stack, { holds }]) => ({ stack, holds })),
    waivers: (content.waivers ?? []).map(
      (waiver, index): Waiver => ({ ...waiver, at: document.at(['waivers', index]) }),
    ),
    attestations: (content.attestations ?? []).map(
      (attestation, index): Attestation => ({ ...attestation, at: document.at(['attestations', index]) }),
    ),
    attestationsAt: document.atKey(['attestations']),
    gate: {
      failOn: content.gate?.['fail-on'] ?? defaultGate.failOn,
      plan: content.gate?.plan ?? defaultGate.plan,
      incomplete: content.gate?.incomplete ?? defaultGate.incomplete,
      ...(longest === undefined ? {} : { longestWaiverDays: longest }),
    },
    requirements: catalogue,
  };
}

type EnvironmentContent = NonNullable<PolicyContent['environments']>[string];
type AccountContent = NonNullable<PolicyContent['accounts']>[string];
type AggregatorContent = NonNullable<PolicyContent['aggregator']>;
type SettingContent = NonNullable<PolicyContent['rules']>[string];

/** An account says its environment in `accounts`, or the environment says its accounts: either will do. */
function accountsIn(content: PolicyContent, environment: string): readonly string[] {
  return Object.entries(content.accounts ?? {})
    .filter(([, account]) => account.environment === environment)
    .map(([id]) => id);
}

function accountOf([id, content]: readonly [string, AccountContent]): Account {
  const { name, environment, regions } = content;
  return {
    id,
    name,
    environment,
    ...accessOf(content),
    // The schema knows one word alone.
    ...(regions === undefined ? {} : { regions: typeof regions === 'string' ? 'all' : regions }),
  };
}

function aggregatorOf(content: AggregatorContent): Aggregator {
  return { name: content.name, region: content.region, ...accessOf(content) };
}

function accessOf(content: AccountContent | AggregatorContent): Pick<Account, 'roleArn' | 'externalId'> {
  const { role, 'external-id': externalId } = content;
  return {
    ...(role === undefined ? {} : { roleArn: role }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}

function environmentOf(
  [name, content]: readonly [string, EnvironmentContent],
  own: readonly string[],
): Environment {
  const match = content.match ?? {};
  const environment = {
    name,
    accounts: [...new Set([...(match.accounts ?? []), ...own])],
    stacks: match.stacks ?? [],
    tags: Object.fromEntries(
      Object.entries(match.tags ?? {}).map(([key, values]) => [key, [values].flat() as string[]]),
    ),
    names: match.names ?? [],
    parameters: parametersOf(content.parameters),
  };
  return content.domain === undefined ? environment : { ...environment, domain: content.domain };
}

function settingOf(content: SettingContent): RuleSetting {
  const setting = {
    enabled: content.enabled ?? true,
    parameters: parametersOf(content.parameters),
    environments: Object.fromEntries(
      Object.entries(content.environments ?? {}).map(([name, here]) => [
        name,
        { ...here, parameters: parametersOf(here.parameters) },
      ]),
    ),
  };
  return content.severity === undefined ? setting : { ...setting, severity: content.severity };
}

/** Checked against the rules' declarations by now. */
function parametersOf(values: unknown): Readonly<Record<string, ParameterValue>> {
  return (values ?? {}) as Record<string, ParameterValue>;
}
