import { byDefault, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import { secretNamesOfBlock } from '../plain-secrets.ts';
import { isScope, readBlock, readInt, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { readPermission } from './lambda-permission.ts';

const named = ['function_name', 'id', 'arn', 'qualified_arn', 'invoke_arn'];

/** What is written about a function in resources of its own. */
export const functionParts = {
  url: { type: 'aws_lambda_function_url', by: 'function_name', owner: named },
  permission: { type: 'aws_lambda_permission', by: 'function_name', owner: named },
} as const satisfies Record<string, Link>;

/** `aws_lambda_function`. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export function adaptLambdaFunction(at: Scope, view: PhaseView): FactsOf<Kinds['lambda-function']> {
  return {
    functionName: readString(at, 'function_name'),
    roleArn: readString(at, 'role'),
    // "The default value is 128 MB", same page.
    memoryMib: readInt(at, 'memory_size', { default: 128 }),
    tracing: readTracing(at),
    plainSecrets: secretNamesOfBlock(at, 'environment', 'variables'),
    publicUrl: readPublicUrl(at, view),
    policy: policyOf(at, view),
  };
}

/** "The default mode is PassThrough": only what the caller has sampled is traced then. */
function readTracing(at: Scope): Fact<boolean> {
  const block = readBlock(at, 'tracing_config');
  if (block === undefined) return byDefault(false, at.place, 'tracing_config');
  const mode = isScope(block) ? readString(block, 'mode') : block;
  return mode.state === 'known' ? { ...mode, value: mode.value === 'Active' } : mode;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
function readPublicUrl(at: Scope, view: PhaseView): Fact<boolean> {
  const { items, open } = attachedTo(at, functionParts.url, view);
  const kinds = items.map((url) => readString(url, 'authorization_type'));
  const everybody = kinds.find((kind) => kind.state === 'known' && kind.value === 'NONE');
  if (everybody?.state === 'known') return { ...everybody, value: true };
  const cause = kinds.find((kind) => kind.state === 'unknown') ?? open;
  if (cause?.state === 'unknown') return cause;
  return kinds[0]?.state === 'known'
    ? { ...kinds[0], value: false }
    : byDefault(false, at.place, functionParts.url.type);
}

/** Permissions are added one by one; together they are the function's resource policy. */
function policyOf(at: Scope, view: PhaseView): Fact<PolicyDocument> {
  const { items, open } = attachedTo(at, functionParts.permission, view);
  const path = functionParts.permission.type;
  if (items.length === 0 && open === undefined) return { state: 'absent', place: at.place, path };
  const statements = items.map(readPermission);
  const list = open === undefined ? { items: statements } : { items: statements, open };
  return known({ fields: { statements: known(list, at.place, path) } }, at.place, path);
}
