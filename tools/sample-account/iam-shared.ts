import { keyArn } from './keys.ts';
import { type Row, row } from './rows.ts';
import { account, arnOf, cajaTags, iamArn, policy, type Statement, type Tags, uuid } from './words.ts';

/** Set up for an agency in a hurry, and shared with everyone since. */
const agencyTags: Tags = { Owner: 'data-team@caja.example.com' };

const everyone = (Action: string, Resource: string): Statement => ({
  Sid: 'Agency',
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action,
  Resource,
});

const own = (Action: string, Resource: string): Statement => ({
  Sid: 'Account',
  Effect: 'Allow',
  Principal: { AWS: iamArn('root') },
  Action,
  Resource,
});

/** Caja's other accounts draw their tools from here. */
const inOrganisation: Statement = {
  ...everyone('ecr:BatchGetImage', '*'),
  Sid: 'Organisation',
  Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-caja1example' } },
};

function key(alias: string): Row {
  const id = uuid(alias);
  const arn = arnOf('kms', `key/${id}`);
  return row('AWS::KMS::Key', {
    id,
    arn,
    tags: agencyTags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      awsaccountId: account,
      keyId: id,
      arn,
      creationDate: '2025-09-14T10:02:11.000Z',
      description: 'Uploads of the agency',
      enabled: true,
      keyManager: 'CUSTOMER',
      keyState: 'Enabled',
      keyUsage: 'ENCRYPT_DECRYPT',
      keySpec: 'SYMMETRIC_DEFAULT',
      origin: 'AWS_KMS',
      multiRegion: false,
    },
    supplementary: {
      Policy: policy(own('kms:*', '*'), everyone('kms:Decrypt', '*')),
      KeyRotationStatus: true,
    },
  });
}

function queue(name: string, tags: Tags, statement: (arn: string) => Statement): Row {
  const arn = arnOf('sqs', name);
  const url = `https://sqs.eu-west-1.amazonaws.com/${account}/${name}`;
  return row('AWS::SQS::Queue', {
    id: url,
    name,
    arn,
    tags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      QueueArn: arn,
      QueueName: name,
      QueueUrl: url,
      KmsMasterKeyId: keyArn('caja-prod-api-secrets'),
      Policy: policy(statement(arn)),
    },
  });
}

function topic(name: string): Row {
  const arn = arnOf('sns', name);
  return row('AWS::SNS::Topic', {
    id: arn,
    name,
    arn,
    tags: agencyTags,
    tagsIn: 'supplementary.Tags',
    configuration: { TopicArn: arn, Owner: account, Policy: policy(everyone('SNS:Publish', arn)) },
  });
}

function repository(name: string, tags: Tags, statement: Statement): Row {
  const arn = arnOf('ecr', `repository/${name}`);
  return row('AWS::ECR::Repository', {
    id: name,
    name,
    arn,
    tags,
    tagsIn: 'configuration.Tags',
    configuration: {
      RepositoryName: name,
      Arn: arn,
      RepositoryUri: `${account}.dkr.ecr.eu-west-1.amazonaws.com/${name}`,
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
      EncryptionConfiguration: { EncryptionType: 'AES256' },
      RepositoryPolicyText: JSON.parse(policy(statement)),
    },
  });
}

function webhook(name: string): Row {
  const arn = arnOf('lambda', `function:${name}`);
  return row('AWS::Lambda::Function', {
    id: name,
    name,
    arn,
    tags: agencyTags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      functionName: name,
      functionArn: arn,
      runtime: 'python3.12',
      role: iamArn('role/agency-dashboard'),
      memorySize: 256,
      tracingConfig: { mode: 'PassThrough' },
      state: { value: 'Active' },
    },
    supplementary: { Policy: policy(everyone('lambda:InvokeFunction', arn)) },
  });
}

/** Resources whose own policies say who may use them: a queue of Caja's for itself, and what the agency's people left open. */
export function sharedRows(): readonly Row[] {
  return [
    queue('caja-prod-api-jobs', cajaTags('api', 'caja-prod-api-jobs'), (arn) => own('sqs:*', arn)),
    queue('agency-inbox', agencyTags, (arn) => everyone('sqs:SendMessage', arn)),
    topic('agency-events'),
    key('agency-uploads'),
    repository('caja-prod-tools', cajaTags('api', 'caja-prod-tools'), inOrganisation),
    repository('agency-tools', agencyTags, everyone('ecr:BatchGetImage', '*')),
    webhook('agency-webhook'),
  ];
}
