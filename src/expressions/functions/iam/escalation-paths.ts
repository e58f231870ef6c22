/** One step: any of these actions will do. */
export interface Step {
  readonly actions: readonly string[];
  /** What the right is needed on. Nothing: any resource at all. */
  readonly on?: { readonly service: string; readonly sort: string };
  /** On the holder itself, or what is attached to it, is enough. */
  readonly own?: true;
  /** Roles are passed to this service. */
  readonly passedTo?: string;
}

/** Rights by which their holder can get all the others. */
export type EscalationPath = readonly Step[];

const iam = (action: string, sort: string): Step => ({ actions: [action], on: { service: 'iam', sort } });
const own = (action: string, sort: string): Step => ({ ...iam(action, sort), own: true });
const any = (...actions: string[]): Step => ({ actions });
const pass = (passedTo: string): Step => ({ ...iam('iam:PassRole', 'role'), passedTo });

/**
 * The well-known paths: change what a principal may do, become another principal, or run code as a role of one's choice.
 * https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/ and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const escalationPaths: readonly EscalationPath[] = [
  [own('iam:CreatePolicyVersion', 'policy')],
  [own('iam:SetDefaultPolicyVersion', 'policy')],
  [own('iam:AttachRolePolicy', 'role')],
  [own('iam:AttachUserPolicy', 'user')],
  [own('iam:AttachGroupPolicy', 'group')],
  [own('iam:PutRolePolicy', 'role')],
  [own('iam:PutUserPolicy', 'user')],
  [own('iam:PutGroupPolicy', 'group')],
  [iam('iam:AddUserToGroup', 'group')],
  [iam('iam:UpdateAssumeRolePolicy', 'role')],
  [iam('iam:CreateAccessKey', 'user')],
  [iam('iam:CreateLoginProfile', 'user')],
  [iam('iam:UpdateLoginProfile', 'user')],
  [pass('ec2.amazonaws.com'), any('ec2:RunInstances')],
  [
    pass('lambda.amazonaws.com'),
    any('lambda:CreateFunction'),
    any('lambda:InvokeFunction', 'lambda:CreateEventSourceMapping', 'lambda:AddPermission'),
  ],
  [
    pass('ecs-tasks.amazonaws.com'),
    any('ecs:RegisterTaskDefinition'),
    any('ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService', 'ecs:UpdateService'),
  ],
  [pass('cloudformation.amazonaws.com'), any('cloudformation:CreateStack', 'cloudformation:UpdateStack')],
  [pass('glue.amazonaws.com'), any('glue:CreateDevEndpoint')],
  [pass('glue.amazonaws.com'), any('glue:CreateJob'), any('glue:StartJobRun', 'glue:CreateTrigger')],
  [pass('codebuild.amazonaws.com'), any('codebuild:CreateProject'), any('codebuild:StartBuild')],
  [
    pass('sagemaker.amazonaws.com'),
    any('sagemaker:CreateNotebookInstance'),
    any('sagemaker:CreatePresignedNotebookInstanceUrl'),
  ],
  [pass('sagemaker.amazonaws.com'), any('sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob')],
  [
    pass('datapipeline.amazonaws.com'),
    any('datapipeline:CreatePipeline'),
    any('datapipeline:PutPipelineDefinition'),
    any('datapipeline:ActivatePipeline'),
  ],
  [pass('states.amazonaws.com'), any('states:CreateStateMachine'), any('states:StartExecution')],
  [pass('scheduler.amazonaws.com'), any('scheduler:CreateSchedule')],
  [{ actions: ['lambda:UpdateFunctionCode'], on: { service: 'lambda', sort: 'function' } }],
  [{ actions: ['glue:UpdateDevEndpoint'], on: { service: 'glue', sort: 'devEndpoint' } }],
];
