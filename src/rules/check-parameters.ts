import type { ParameterDeclaration } from '../model/rule.ts';
import { wrongParameterValue } from './parameter-value.ts';
import type { RuleReading } from './rule-reading.ts';

/** A parameter's own words must agree with each other. */
export function checkParameters({ content, sound, report }: RuleReading): void {
  if (!sound('parameters')) return;
  const declarations = (content.parameters ?? {}) as Record<string, ParameterDeclaration>;
  for (const [name, declared] of Object.entries(declarations)) {
    const path = ['parameters', name];
    const { minimum, maximum, type } = declared;
    for (const limit of ['minimum', 'maximum'] as const) {
      if (declared[limit] !== undefined && type !== 'integer') {
        report([...path, limit], `\`${limit}\` is for whole numbers; \`${name}\` is ${type}`);
      }
    }
    if (declared.values !== undefined && type !== 'string' && type !== 'string-list') {
      report([...path, 'values'], `\`values\` is for texts; \`${name}\` is ${type}`);
    }
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      report([...path, 'minimum'], `\`minimum\` ${minimum} is above \`maximum\` ${maximum}`);
    }
    const wrong = wrongParameterValue(declared, declared.default);
    if (wrong) report([...path, 'default'], `the default of \`${name}\` ${wrong.message}`, wrong.hint);
  }
}
