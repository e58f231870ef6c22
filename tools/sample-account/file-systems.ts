import { keyArn } from './keys.ts';
import { type Row, row } from './rows.ts';
import { arnOf, cajaTags, hex, type Tags } from './words.ts';

interface FileSystem {
  readonly name: string;
  readonly tags: Tags;
  /** Name of its key; unencrypted where it has none. */
  readonly key?: string;
  readonly demandsTls: boolean;
}

/** What the payments' tasks mount, and what an older report tool left behind. */
const fileSystems: readonly FileSystem[] = [
  {
    name: 'ledger',
    tags: cajaTags('payments', 'caja-prod-payments-ledger'),
    key: 'caja-prod-api-secrets',
    demandsTls: true,
  },
  { name: 'legacy reports', tags: { Name: 'legacy-reports' }, demandsTls: false },
];

const tlsOnly = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};

/** EFS file systems as AWS Config holds them. */
export function fileSystemRows(): readonly Row[] {
  return fileSystems.map(({ name, tags, key, demandsTls }) => {
    const id = `fs-${hex(name, 17)}`;
    const arn = arnOf('elasticfilesystem', `file-system/${id}`);
    return row('AWS::EFS::FileSystem', {
      id,
      name: id,
      arn,
      zone: 'Regional',
      tags,
      configuration: {
        FileSystemId: id,
        Arn: arn,
        Encrypted: key !== undefined,
        FileSystemTags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        PerformanceMode: 'generalPurpose',
        ThroughputMode: 'bursting',
        LifecyclePolicies: [],
        BackupPolicy: { Status: key === undefined ? 'DISABLED' : 'ENABLED' },
        ...(demandsTls ? { FileSystemPolicy: tlsOnly } : {}),
        ...(key === undefined ? {} : { KmsKeyId: keyArn(key) }),
      },
    });
  });
}
