import type { Explained, Subject, WhyNot } from '../engine/explain.ts';
import { isReadIn, type SourceName } from '../model/kind.ts';
import { anyKind, findKind } from '../model/kinds/index.ts';
import type { Inventory } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';

interface Asked {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly explained: Explained;
  readonly inventory: Inventory;
  readonly placeOf: (path: readonly string[]) => string;
}

const sources: Readonly<Record<SourceName, string>> = {
  'terraform-plan': 'a Terraform plan',
  'aws-account': 'an account',
  repository: 'the repository',
};

/** Why a rule was not asked, and what would have it asked. */
export function whyNotSentence(why: WhyNot, asked: Asked): string {
  const { rule, subject, explained, inventory } = asked;
  const area = rule.area ?? '';
  switch (why) {
    case 'other-kind':
      return `The rule was not asked: it judges ${kindName(rule.appliesTo)}, and this is ${kindName(subject.resource.kind)}.`;
    case 'source':
      return `The rule was not asked: only ${answering(rule)} can answer it, and this is ${sources[inventory.source.name]}.`;
    case 'no-stack':
      return `The rule was not asked: it belongs to the area ${area}, and nobody said which stack this plan is of. Write --stack PATH.`;
    case 'area':
      return `The rule was not asked: the policy does not say that ${inventory.source.stack ?? 'this stack'} holds the area ${area}.`;
    case 'other-environment':
      return `The rule does not apply here: it binds ${rule.environments.join(', ')}, and this belongs to ${explained.environment.name}.`;
    case 'disabled': {
      const { path } = explained.origins.enabled;
      const where = path.length === 0 ? '' : ` (${asked.placeOf(path)})`;
      return `The rule was not asked: the policy turns it off${where}.`;
    }
  }
}

function answering({ sources: named, appliesTo }: Rule): string {
  const kind = findKind(appliesTo);
  const all = Object.keys(sources) as SourceName[];
  const able = all.filter(
    (name) => (named.length === 0 || named.includes(name)) && (kind === undefined || isReadIn(kind, name)),
  );
  return able.map((name) => sources[name]).join(' or ');
}

function kindName(kind: string): string {
  if (kind === anyKind) return 'resources of any kind';
  if (kind === 'unclaimed') return 'of a type that has no kind yet';
  return `the kind ${kind}`;
}
