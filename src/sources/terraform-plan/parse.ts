import { UserError } from '../../model/user-error.ts';
import type { Surroundings } from './changes.ts';
import { refuseBroken, refuseDocument, refuseFollowing, refuseText, refuseVersion } from './classify.ts';
import { blockFinder, readConfiguration } from './configuration.ts';
import { type Contents, readContents } from './contents.ts';
import { decode, withoutWrapperLine } from './decode.ts';
import { readDefaultTags } from './default-tags.ts';
import { type PlanDocument, readDocument, whatFollows } from './document.ts';
import { defined, member, textOf } from './json.ts';
import type { Json, PlanFlags, TerraformPlan } from './plan.ts';
import { readProviderRegions, regionOfResource } from './regions.ts';
import { JsonSyntaxError } from './split.ts';

/** Reads a plan from a file's bytes. Whatever is not a plan is refused by a UserError that says what to type instead. */
export function parsePlan(bytes: Buffer, name: string): TerraformPlan {
  const text = withoutWrapperLine(decode(bytes));
  const refusal = refuseText(bytes, text, name);
  if (refusal !== undefined) throw refusal;
  try {
    return planOf(readDocument(text), text, name);
  } catch (thrown) {
    if (thrown instanceof JsonSyntaxError) throw refuseBroken(text, name, thrown);
    if (!isTooLong(thrown)) throw thrown;
    const hint = 'Split the stack: no single resource or configuration may pass 500 MB.';
    throw new UserError([{ at: name, message: 'one part of this plan is too large to be read.', hint }]);
  }
}

/** V8's longest string is 512 MB; only a value that must be parsed in one piece meets it. */
function isTooLong(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_STRING_TOO_LONG';
}

function planOf(document: PlanDocument, text: Buffer, name: string): TerraformPlan {
  const following = whatFollows(text, document.end);
  if (following.documents > 0 || following.garbageAt !== undefined) {
    throw refuseFollowing(text, name, following);
  }
  const { values } = document;
  const version = values.get('format_version') ?? values.get('plan_format_version');
  const refusal = refuseDocument(new Set(document.keys), name) ?? refuseVersion(version?.toString(), name);
  if (refusal !== undefined) throw refusal;
  const rootVariable = rootVariables(values.get('variables'), values.get('configuration'));
  const configuration = readConfiguration(values.get('configuration'));
  const regions = readProviderRegions(values.get('configuration'), rootVariable);
  const around: Surroundings = {
    block: blockFinder(configuration),
    region: (attributes, block) => regionOfResource(attributes, block, regions),
  };
  const contents = readContents(document, around);
  return {
    ...defined({
      formatVersion: version?.toString(),
      terraformVersion: textOf(values.get('terraform_version')),
      timestamp: textOf(values.get('timestamp')),
      configuration,
      defaultTags: configuration === undefined ? undefined : readDefaultTags(values.get('configuration')),
    }),
    resources: contents.resources,
    data: [...contents.data.values()],
    deposed: contents.deposed,
    flags: readFlags(document, contents),
    providerRegions: regions.byKey,
    rootVariable,
  };
}

/** Values of root variables. Terraform fills the defaults in; plans cut by hand may lack them. */
function rootVariables(
  variables: Json | undefined,
  configuration: Json | undefined,
): (name: string) => Json | undefined {
  const declared = member(member(configuration, 'root_module'), 'variables');
  return (name) => member(member(variables, name), 'value') ?? member(member(declared, name), 'default');
}

function readFlags(document: PlanDocument, contents: Contents): PlanFlags {
  const { values, counts } = document;
  const flag = (key: string) => {
    const value = values.get(key);
    return typeof value === 'boolean' ? value : undefined;
  };
  const errored = flag('errored') === true;
  const nothing = contents.resources.length === 0 && contents.deposed.length === 0;
  return {
    ...defined({ complete: flag('complete'), applyable: flag('applyable') }),
    errored,
    refreshOnly: nothing && !errored && document.countPriorManaged() > 0,
    deferred: counts.get('deferred_changes') ?? 0,
    drifted: counts.get('resource_drift') ?? 0,
    redacted: values.has('plan_format_version'),
    withoutChanges: contents.withoutChanges,
    withoutFormatVersion: !values.has('format_version') && !values.has('plan_format_version'),
    unreadable: contents.unreadable,
  };
}
