import { bool, defineKind, list, string, struct } from '../kind.ts';

const step = struct(
  'PipelineStep',
  {
    runs: bool('It does so for certain; unknown where a script or an action hides what it does'),
    at: string('Where it stands: .github/workflows/ci.yml:31'),
    command: string('The command it runs, else the action it uses; never printed'),
    onChange: bool('It runs when code is pushed or a pull request is opened'),
    onPullRequest: bool('It runs on pull requests'),
    enforces: bool('When it fails, the run fails'),
    afterDeployment: bool('It runs when a deployment is done'),
    environment: string('The environment that its job names, by which GitHub can ask for approval', {
      optional: true,
    }),
  },
  'A step of a workflow',
);

export const pipeline = defineKind({
  name: 'pipeline',
  title: 'Pipeline',
  service: 'pipeline',
  onlyIn: ['repository'],
  onlyOwnRules: true,
  meaning: 'All GitHub Actions workflows of the repository, by what their steps do',
  attributes: {
    commands: list(step, 'Every command and action, for patterns that the policy names'),
    lint: list(step, 'Linters, formatters that check, type checkers'),
    unitTests: list(step, 'Test runners'),
    integrationTests: list(step, 'Integration tests'),
    dependencyScan: list(step, 'Scans of dependencies and of code for vulnerabilities'),
    imageBuild: list(step, 'Builds of container images'),
    imageScan: list(step, 'Scans of container images for vulnerabilities'),
    imagePush: list(step, 'Pushes of container images to ECR'),
    terraformFormat: list(step, 'terraform fmt -check'),
    terraformValidate: list(step, 'terraform validate'),
    terraformPlan: list(step, 'terraform plan'),
    terraformScan: list(step, 'Scans of Terraform for compliance and security'),
    terraformCost: list(step, 'Estimates of what a change costs'),
    terraformApply: list(step, 'terraform apply and destroy'),
    alarmCheck: list(step, 'Questions about the state of CloudWatch alarms'),
    smokeTests: list(step, 'Smoke tests'),
    benchmarks: list(step, 'Performance benchmarks and load tests'),
    endToEndTests: list(step, 'End-to-end tests'),
  },
  relations: {},
});
