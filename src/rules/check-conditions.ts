import { checkCondition, checkTemplate } from '../expressions/check.ts';
import type { CheckedExpression, ExpressionContext, ExpressionProblem } from '../expressions/expression.ts';
import { anyKind, findKind } from '../model/kinds/index.ts';
import type { ParameterDeclaration } from '../model/rule.ts';
import type { CheckedExpectation, CheckedRule } from './checked-rule.ts';
import type { RuleReading } from './rule-reading.ts';
import type { Path } from './yaml/path.ts';

/** Type-checks `when`, the expectations and their sentences against the kind and the parameters. */
export function checkConditions(reading: RuleReading): Pick<CheckedRule, 'when' | 'expectations'> {
  const { content, sound } = reading;
  if (!sound('applies-to', 'parameters')) return { expectations: [] };
  const kindName = content['applies-to'];
  const kind = kindName === anyKind ? anyKind : findKind(kindName);
  if (kind === undefined) return { expectations: [] };
  const parameters = (content.parameters ?? {}) as Record<string, ParameterDeclaration>;
  const context: ExpressionContext = { kind, parameters };
  const when =
    sound('when') && content.when !== undefined
      ? condition(content.when, ['when'], context, reading)
      : undefined;
  const expectations = sound('expect') ? checkExpectations(context, reading) : [];
  const isWhole = reading.problems.length === 0;
  if (isWhole) reportUnused(when, expectations, reading);
  return when === undefined ? { expectations } : { when, expectations };
}

function checkExpectations(context: ExpressionContext, reading: RuleReading): CheckedExpectation[] {
  return reading.content.expect.flatMap((expectation, index) => {
    const path = ['expect', index];
    const that = condition(expectation.that, [...path, 'that'], context, reading);
    const message = checkTemplate(expectation.else, context);
    if ('problem' in message) {
      tell(message.problem, [...path, 'else'], reading);
      return [];
    }
    return that === undefined ? [] : [{ that, message: message.template, at: reading.document.at(path) }];
  });
}

function condition(
  source: string,
  path: Path,
  context: ExpressionContext,
  reading: RuleReading,
): CheckedExpression | undefined {
  const checked = checkCondition(source, context);
  if ('expression' in checked) return checked.expression;
  tell(checked.problem, path, reading);
  return undefined;
}

function tell(
  { message, offset, hint }: ExpressionProblem,
  path: Path,
  { document, problems }: RuleReading,
): void {
  problems.push({ at: document.inside(path, offset), message, ...(hint === undefined ? {} : { hint }) });
}

/** A parameter that decides nothing would let the policy set a figure in vain. */
function reportUnused(
  when: CheckedExpression | undefined,
  expectations: readonly CheckedExpectation[],
  { content, document, problems }: RuleReading,
): void {
  const used = new Set<string>();
  collectParameters([when, expectations.map(({ that }) => that)], used);
  for (const name of Object.keys(content.parameters ?? {})) {
    if (used.has(name)) continue;
    const message = `no condition uses the parameter \`${name}\``;
    problems.push({ at: document.atKey(['parameters', name]), message, hint: 'Use it, or take it away.' });
  }
}

function collectParameters(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('op' in node && node.op === 'parameter' && 'name' in node) names.add(String(node.name));
  for (const inner of Object.values(node)) collectParameters(inner, names);
}
