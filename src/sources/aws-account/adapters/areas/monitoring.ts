import type { ConfigKind } from '../config-kind.ts';
import { adaptSnsTopic } from '../sns-topic.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const monitoring: Readonly<Record<string, ConfigKind>> = {
  'AWS::SNS::Topic': {
    kind: 'sns-topic',
    adapt: adaptSnsTopic,
    identities: ['configuration.TopicArn'],
    needs: ['configuration'],
  },
};
