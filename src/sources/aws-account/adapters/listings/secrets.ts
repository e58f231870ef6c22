import { readTags } from '../../normalise-tags.ts';
import { type Listing, textAt } from '../listing.ts';
import { adaptListedSecret } from '../secret.ts';
import { adaptSsmParameter } from '../ssm-parameter.ts';
import { tagsTold } from '../tags-told.ts';

/** Lists of this area that services answer for themselves. */
export const secrets: readonly Listing[] = [
  {
    api: 'secretsmanager:ListSecrets',
    list: 'SecretList',
    type: 'AWS::SecretsManager::Secret',
    kind: 'secret',
    id: (element) => textAt(element, 'ARN'),
    arn: (element) => textAt(element, 'ARN'),
    name: 'Name',
    tags: (element) => readTags(element.Tags ?? []),
    adapt: () => adaptListedSecret,
  },
  {
    api: 'ssm:DescribeParameters',
    list: 'Parameters',
    type: 'AWS::SSM::Parameter',
    kind: 'ssm-parameter',
    id: (element) => textAt(element, 'Name'),
    arn: (element) => textAt(element, 'ARN'),
    name: 'Name',
    tags: (element, { answers }) => tagsTold(answers, textAt(element, 'ARN')),
    adapt: () => adaptSsmParameter,
  },
];
