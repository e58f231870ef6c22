import { known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readPolicy } from '../iam-document.ts';
import { readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';

/** `aws_iam_policy`. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export function adaptIamPolicy(at: Scope, view: PhaseView): FactsOf<Kinds['iam-policy']> {
  return {
    policyName: readString(at, 'name'),
    path: readString(at, 'path', { default: '/' }),
    awsManaged: known(false, at.place, 'type'),
    document: readPolicy(at, 'policy', view),
  };
}
