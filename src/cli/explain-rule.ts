import { compileTemplate } from '../expressions/compile.ts';
import { type Run, watchCondition } from '../expressions/explain.ts';
import { type Wording, wordExpression } from '../expressions/explain-wording.ts';
import type { CheckedExpression, ExpressionNode } from '../expressions/expression.ts';
import { anyKind, findKind } from '../model/kinds/index.ts';
import type { CompiledRule, Scope } from '../model/rule.ts';
import type { ShippedRule } from './built-in-rules.ts';

/** A condition of a rule, with what it did when it was asked last. */
export interface WordedCondition {
  readonly role: 'when' | 'expect';
  readonly source: string;
  readonly node: ExpressionNode;
  readonly words: ReadonlyMap<ExpressionNode, Wording>;
  readonly lastRun: () => Run | undefined;
}

/** A rule that judges as ever and keeps how it came to what it says of the scope that is meant. */
export interface WatchedRule {
  readonly compiled: CompiledRule;
  /** `when` first, then the expectations. */
  readonly conditions: readonly WordedCondition[];
}

export function watchRule(
  { rule, when, expectations }: ShippedRule,
  isMeant: (scope: Scope) => boolean,
): WatchedRule {
  const kind = rule.appliesTo === anyKind ? 'any' : findKind(rule.appliesTo);
  if (kind === undefined) throw new Error(`no kind is called ${rule.appliesTo}`);
  const watch = ({ source }: CheckedExpression, role: WordedCondition['role']) => {
    const { expression, words } = wordExpression(source, { kind, parameters: rule.parameters });
    const { condition, lastRun } = watchCondition(expression, isMeant);
    return { condition, worded: { role, source, node: expression.node, words, lastRun } };
  };
  const applies = when === undefined ? undefined : watch(when, 'when');
  const expected = expectations.map(({ that, message }) => ({ ...watch(that, 'expect'), message }));
  const compiled: CompiledRule = {
    rule,
    expectations: expected.map(({ condition, worded, message }) => ({
      that: condition,
      message: compileTemplate(message),
      source: worded.source,
    })),
  };
  return {
    compiled: applies === undefined ? compiled : { ...compiled, when: applies.condition },
    conditions: [...(applies === undefined ? [] : [applies]), ...expected].map(({ worded }) => worded),
  };
}
