import type { ConfigKind } from '../config-kind.ts';
import { adaptInternetGateway } from '../internet-gateway.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const network: Readonly<Record<string, ConfigKind>> = {
  'AWS::EC2::InternetGateway': {
    kind: 'internet-gateway',
    adapt: adaptInternetGateway,
    identities: ['configuration.internetGatewayId'],
    needs: ['configuration'],
  },
};
