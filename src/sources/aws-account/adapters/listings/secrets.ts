import { type Listing, textAt } from '../listing.ts';
import { adaptSsmParameter } from '../ssm-parameter.ts';
import { tagsTold } from '../tags-told.ts';

/** Lists of this area that services answer for themselves. */
export const secrets: readonly Listing[] = [
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
