import { createHmac } from 'node:crypto';
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import type { Ids } from './network.ts';
import { named, type Server } from './server.ts';

type Statement = Readonly<Record<string, unknown>>;

const policy = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const readOneBucket = policy({
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: 'arn:aws:s3:::caja-prod-reports/*',
});
const passAnyRole = policy({ Effect: 'Allow', Action: ['iam:PassRole'], Resource: '*' });

/** Users, groups, roles and policies, each as it should be and as it must not be. */
export async function buildPeople(server: Server): Promise<Ids> {
  const iam = new IAMClient(server);
  await iam.send(
    new UpdateAccountPasswordPolicyCommand({
      MinimumPasswordLength: 16,
      RequireLowercaseCharacters: true,
      RequireUppercaseCharacters: true,
      RequireNumbers: true,
      RequireSymbols: true,
      PasswordReusePrevention: 24,
      MaxPasswordAge: 90,
    }),
  );
  return {
    ...(await buildUsers(iam)),
    ...(await buildGroups(iam)),
    ...(await buildRoles(iam)),
    ...(await buildPolicies(iam)),
  };
}

async function buildUsers(iam: IAMClient): Promise<Ids> {
  const user = async (UserName: string) => {
    const { User } = await iam.send(new CreateUserCommand({ UserName }));
    return named(User?.Arn);
  };
  const password = (UserName: string) =>
    iam.send(new CreateLoginProfileCommand({ UserName, Password: 'correct-Horse-7-battery' }));
  const [careful, careless, machine] = [await user('careful'), await user('careless'), await user('machine')];
  await password('careful');
  await password('careless');
  await enableMfa(iam, 'careful');
  await iam.send(
    new PutUserPolicyCommand({ UserName: 'careless', PolicyName: 'mine', PolicyDocument: readOneBucket }),
  );
  await iam.send(new CreateAccessKeyCommand({ UserName: 'machine' }));
  return { 'the careful user': careful, 'the careless user': careless, 'the machine': machine };
}

async function enableMfa(iam: IAMClient, UserName: string): Promise<void> {
  const { VirtualMFADevice } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }),
  );
  // The server takes any six figures.
  const code = (step: number) =>
    String(createHmac('sha1', 'seed').update(String(step)).digest().readUInt32BE() % 1_000_000).padStart(
      6,
      '0',
    );
  await iam.send(
    new EnableMFADeviceCommand({
      UserName,
      SerialNumber: named(VirtualMFADevice?.SerialNumber),
      AuthenticationCode1: code(1),
      AuthenticationCode2: code(2),
    }),
  );
}

async function buildGroups(iam: IAMClient): Promise<Ids> {
  const group = async (GroupName: string) => {
    const { Group } = await iam.send(new CreateGroupCommand({ GroupName }));
    return named(Group?.Arn);
  };
  const [readers, everyone] = [await group('readers'), await group('everyone')];
  await iam.send(
    new AttachGroupPolicyCommand({
      GroupName: 'readers',
      PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    }),
  );
  await iam.send(new AddUserToGroupCommand({ GroupName: 'readers', UserName: 'careful' }));
  await iam.send(
    new PutGroupPolicyCommand({ GroupName: 'everyone', PolicyName: 'all', PolicyDocument: everything }),
  );
  return { 'the group of readers': readers, 'the group that may do everything': everyone };
}

const trust = (principal: Statement, Condition?: Statement): string =>
  policy({
    Effect: 'Allow',
    Action: 'Federated' in principal ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole',
    Principal: principal,
    ...(Condition === undefined ? {} : { Condition }),
  });

const github = {
  Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
};
const audience = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };

async function buildRoles(iam: IAMClient): Promise<Ids> {
  const role = async (RoleName: string, AssumeRolePolicyDocument: string) => {
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    return named(Role?.Arn);
  };
  const tasks = { Service: 'ecs-tasks.amazonaws.com' };
  const [task, administering] = [await role('task', trust(tasks)), await role('god', trust(tasks))];
  const inline = (RoleName: string, PolicyDocument: string) =>
    iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'inline', PolicyDocument }));
  await inline('task', readOneBucket);
  await inline('god', everything);
  const audit = await role('caja-audit', trust({ AWS: 'arn:aws:iam::123456789012:root' }));
  return {
    'the task role': task,
    'the role that may do everything': administering,
    'the audit role': audit,
    'the role for everyone': await role('open', trust({ AWS: '*' })),
    'the role of a stranger': await role('stranger', trust({ AWS: 'arn:aws:iam::999988887777:root' })),
    'the role of a guarded stranger': await role(
      'guarded',
      trust({ AWS: 'arn:aws:iam::999988887777:root' }, { StringEquals: { 'sts:ExternalId': 'caja-7' } }),
    ),
    'the role of one repository': await role(
      'deploys',
      trust(github, {
        StringEquals: {
          ...audience,
          'token.actions.githubusercontent.com:sub': 'repo:caja/infrastructure:environment:prod',
        },
      }),
    ),
    'the role of all of GitHub': await role('anybody', trust(github, { StringEquals: audience })),
  };
}

async function buildPolicies(iam: IAMClient): Promise<Ids> {
  const managed = async (PolicyName: string, PolicyDocument: string) => {
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    return named(Policy?.Arn);
  };
  return {
    'the policy for a bucket': await managed('reports', readOneBucket),
    'the policy for everything': await managed('all', everything),
    'the policy that passes any role': await managed('passes', passAnyRole),
  };
}
