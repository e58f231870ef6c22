import { balancerRows } from './balancers.ts';
import { certificateRows } from './certificates.ts';
import { containerRows } from './containers.ts';
import { type Row, row } from './rows.ts';
import { definitionRows } from './task-definitions.ts';
import { webRows } from './web.ts';
import { arnOf, cajaTags, edge, home } from './words.ts';

function otherRows(): readonly Row[] {
  return [
    row('AWS::DynamoDB::Table', {
      id: 'caja-prod-sessions',
      name: 'caja-prod-sessions',
      arn: arnOf('dynamodb', 'table/caja-prod-sessions'),
      tags: cajaTags('api', 'caja-prod-sessions'),
      tagsIn: 'supplementary.Tags',
      configuration: {
        tableName: 'caja-prod-sessions',
        tableStatus: 'ACTIVE',
        deletionProtectionEnabled: true,
      },
      supplementary: {
        ContinuousBackupsDescription: {
          continuousBackupsStatus: 'ENABLED',
          pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus: 'ENABLED' },
        },
      },
    }),
    row('AWS::Lambda::Function', {
      id: 'exports-nightly',
      name: 'exports-nightly',
      arn: arnOf('lambda', 'function:exports-nightly'),
      tagsIn: 'supplementary.Tags',
      configuration: {
        functionName: 'exports-nightly',
        runtime: 'python3.12',
        environment: { variables: { BUCKET: 'caja-exports-public', DATABASE_PASSWORD: '[redacted]' } },
        state: { value: 'Active' },
      },
    }),
    ...[home, edge].map((region) =>
      row('AWS::Config::ConfigurationRecorder', {
        id: 'default',
        name: 'default',
        region,
        configuration: { Name: 'default', Recording: true },
        status: 'ResourceDiscovered',
      }),
    ),
  ];
}

/** The platform around databases and buckets, and what no adapter claims. */
export function platformRows(): readonly Row[] {
  return [
    ...containerRows(),
    ...definitionRows(),
    ...balancerRows(),
    ...webRows(),
    ...certificateRows(),
    ...otherRows(),
  ];
}
