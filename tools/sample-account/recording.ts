import { actionOf } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Failure, Recording } from '../../src/sources/aws-account/answer.ts';
import { globalRegion } from '../../src/sources/aws-account/answer.ts';
import { countQuery, inventoryQuery } from '../../src/sources/aws-account/queries.ts';
import { sortAnswers } from '../../src/sources/aws-account/recording-files.ts';
import { refine } from '../../src/sources/aws-account/refine.ts';
import { alertRows } from './alerts.ts';
import { databaseRows } from './databases.ts';
import { fileSystemRows } from './file-systems.ts';
import { authorizationDetails, iamRows } from './iam.ts';
import {
  accountSummary,
  credentialReport,
  ownDevices,
  passwordPolicy,
  virtualDevices,
} from './iam-credentials.ts';
import { roleList } from './iam-roles.ts';
import { sharedRows } from './iam-shared.ts';
import { keyRows } from './keys.ts';
import { flowLogs, securityGroupRules, securityGroups, vpcs } from './network.ts';
import { networkRows } from './network-rows.ts';
import { platformRows } from './platform.ts';
import type { Row } from './rows.ts';
import { secretRows } from './secrets.ts';
import { serviceAnswers } from './services/index.ts';
import { storageRows } from './storage.ts';
import { volumes } from './volumes.ts';
import { account, edge, home, readAt } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

const pageSize = 100;

/** Caja's production account as it was read on 20 November 2026. */
export function sampleRecording(): Recording {
  const regions = [home, edge].flatMap((region) => [...configAnswers(region), ...ec2Answers(region)]);
  const told = [...startAnswers(), ...regions, ...iamAnswers()];
  const services = [home, edge, globalRegion].flatMap((region) => {
    const already = new Set(told.filter((one) => one.region === region).map(({ api }) => api));
    return serviceAnswers(region, already).map(({ api, input, output }) =>
      answer(region, api, input ?? {}, output),
    );
  });
  return {
    format: 1,
    identity: { account, arn: `arn:aws:sts::${account}:assumed-role/caja-policy-audit/audit` },
    startedAt: readAt,
    regions: [home, edge],
    answers: sortAnswers([...told, ...services].map(asJson)),
  };
}

function answer(region: string, api: string, input: Json, output: Json): ApiAnswer {
  return { account, region, api, input: { ...actionOf(api).input, ...input }, readAt, output };
}

function startAnswers(): readonly ApiAnswer[] {
  return [
    answer(
      home,
      'sts:GetCallerIdentity',
      {},
      {
        Account: account,
        Arn: `arn:aws:sts::${account}:assumed-role/caja-policy-audit/audit`,
        UserId: 'AROAEXAMPLE:audit',
      },
    ),
  ];
}

/** Rows of CloudFront come from the region that records it; IAM's from each. */
function rowsOf(region: string): readonly Row[] {
  const all = [
    ...alertRows(),
    ...keyRows(),
    ...databaseRows(),
    ...secretRows(),
    ...storageRows(),
    ...fileSystemRows(),
    ...networkRows(),
    ...platformRows(),
    ...sharedRows(),
  ];
  const own = all.filter(
    (row) => row.awsRegion === region || (region === edge && row.awsRegion === 'global'),
  );
  return [...own, ...iamRows()];
}

function configAnswers(region: string): readonly ApiAnswer[] {
  const rows = rowsOf(region);
  const counts = new Map<string, number>();
  for (const { resourceType } of rows) counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...recorderAnswers(region),
    answer(
      region,
      'config:GetDiscoveredResourceCounts',
      {},
      {
        resourceCounts: sorted.map(([resourceType, count]) => ({ resourceType, count })),
        totalDiscoveredResources: rows.length,
      },
    ),
    answer(
      region,
      'config:SelectResourceConfig',
      { Expression: countQuery },
      {
        QueryInfo: { SelectFields: [{ Name: 'resourceType' }, { Name: 'COUNT(*)' }] },
        Results: sorted.map(([resourceType, count]) => JSON.stringify({ 'COUNT(*)': count, resourceType })),
      },
    ),
    ...inventoryPages(region, rows),
  ];
}

function recorderAnswers(region: string): readonly ApiAnswer[] {
  const recorder = {
    arn: `arn:aws:config:${region}:${account}:configuration-recorder/default/${region}`,
    name: 'default',
    recordingGroup: {
      allSupported: true,
      includeGlobalResourceTypes: true,
      resourceTypes: [],
      recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
    },
    recordingMode: { recordingFrequency: 'CONTINUOUS' },
    roleARN: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
  };
  const status = {
    name: 'default',
    recording: true,
    lastStatus: 'SUCCESS',
    lastStartTime: '2025-03-04T08:00:00.000Z',
    lastStatusChangeTime: '2026-11-20T01:52:10.000Z',
  };
  return [
    answer(region, 'config:DescribeConfigurationRecorders', {}, { ConfigurationRecorders: [recorder] }),
    answer(
      region,
      'config:DescribeConfigurationRecorderStatus',
      {},
      { ConfigurationRecordersStatus: [status] },
    ),
  ];
}

function inventoryPages(region: string, rows: readonly Row[]): readonly ApiAnswer[] {
  const names = inventoryQuery.replace('SELECT ', '').split(', ');
  const pages = Math.ceil(rows.length / pageSize);
  return Array.from({ length: pages }, (_, page) =>
    answer(
      region,
      'config:SelectResourceConfig',
      { Expression: inventoryQuery, ...(page === 0 ? {} : { NextToken: `page-${page}` }) },
      {
        ...(page + 1 < pages ? { NextToken: `page-${page + 1}` } : {}),
        QueryInfo: { SelectFields: names.map((Name) => ({ Name })) },
        Results: rows.slice(page * pageSize, (page + 1) * pageSize).map((row) => JSON.stringify(row)),
      },
    ),
  );
}

/** An organisation policy refuses flow logs outside the home region: what is there stays unknown. */
const refused: Failure = {
  name: 'UnauthorizedOperation',
  message: `You are not authorized to perform this operation. User: arn:aws:sts::${account}:assumed-role/caja-policy-audit/audit is not authorized to perform: ec2:DescribeFlowLogs with an explicit deny in a service control policy`,
  kind: 'denied',
};

function ec2Answers(region: string): readonly ApiAnswer[] {
  const list = (api: string, output: Json) => answer(region, api, {}, output);
  return [
    list('ec2:DescribeSecurityGroups', { SecurityGroups: securityGroups(region) }),
    list('ec2:DescribeSecurityGroupRules', { SecurityGroupRules: securityGroupRules(region) }),
    list('ec2:DescribeVpcs', { Vpcs: vpcs(region) }),
    region === home
      ? list('ec2:DescribeFlowLogs', { FlowLogs: flowLogs() })
      : {
          account,
          region,
          api: 'ec2:DescribeFlowLogs',
          input: actionOf('ec2:DescribeFlowLogs').input ?? {},
          readAt,
          error: refused,
        },
    list('ec2:DescribeVolumes', { Volumes: volumes(region) }),
    list('ec2:GetEbsEncryptionByDefault', { EbsEncryptionByDefault: region === home }),
  ];
}

function iamAnswers(): readonly ApiAnswer[] {
  const once = (api: string, output: Json) => answer(globalRegion, api, {}, output);
  return [
    once('iam:GenerateCredentialReport', { State: 'COMPLETE' }),
    once('iam:GetAccountAuthorizationDetails', authorizationDetails()),
    once('iam:GetAccountPasswordPolicy', passwordPolicy()),
    once('iam:GetAccountSummary', accountSummary()),
    once('iam:GetCredentialReport', {
      Content: credentialReport(),
      GeneratedTime: '2026-11-20T01:59:58.000Z',
      ReportFormat: 'text/csv',
    }),
    once('iam:ListRoles', { IsTruncated: false, Roles: roleList() }),
    once('iam:ListVirtualMFADevices', virtualDevices()),
    ...ownDevices().map(({ api, input, output }) => answer(globalRegion, api, input, output)),
  ];
}

/** As it is once read, written and read again: without secrets, and without fields that have no value. */
function asJson(given: ApiAnswer): ApiAnswer {
  const answer = JSON.parse(JSON.stringify(given)) as ApiAnswer;
  return answer.output === undefined ? answer : { ...answer, output: refine(answer.api, answer.output) };
}
