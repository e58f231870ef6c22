const general = `caja-policy - compliance as code for AWS: Terraform plans and live accounts, one set of rules

  caja-policy plan FILE|-      judge a Terraform plan (terraform show -json tfplan)
  caja-policy account          judge a live AWS account, or a recording of one
  caja-policy repo [DIR]       judge a repository: state backends, layout, pipelines, pinned actions
  caja-policy explain …        why RULE says what it says of RESOURCE: every fact, every step
  caja-policy comment FILE     put a report under its pull request, renewed in place
  caja-policy audit-role       print what the role of an audit may do: IAM policy, Terraform or CloudFormation
  caja-policy rules            list | show RULE | new RULE | test [RULE...]
  caja-policy policy           check | init

Options of every command
  --policy FILE                the policy (default: caja-policy.yaml)
  --rules DIR                  more rules, added to the built-in ones; repeatable
  --quiet, -q                  only what was asked for, no talk
  --color WHEN                 auto, always or never
  --version, --help

Options of plan, account and repo
  --report FORMAT[=PATH]       table, sarif, markdown, comment, html or json; repeatable; PATH - is standard output (default: table)
  --sarif-profile PROFILE      github: what is to be mended (default); full: every verdict, for auditors' viewers
  --history FILE               keep how each clause stood, run by run: reports then tell what moved
  --fail-on SEVERITY           critical, high, medium, low or none (default: the policy's gate)
  --soft-fail                  exit 0 in spite of violations or gaps

caja-policy help COMMAND tells a command's own options.

Exit codes
  0  nothing at or above the gate
  1  violations
  2  a mistake, an unreadable input, nothing judged, or a bug
  3  nothing violated, but the read was incomplete
`;

const topics: Readonly<Record<string, string>> = {
  plan: `caja-policy plan FILE|- [--environment NAME] [--stack PATH]

  terraform plan -out=tfplan
  terraform show -json tfplan > plan.json
  caja-policy plan plan.json --stack infrastructure/environments/prod

  --environment NAME           the environment of everything in the plan; else the policy tells it
  --stack PATH                 which stack this is: the policy says what a stack must hold
  --requirement ID[,ID]        judge by these clauses alone; repeatable
  --source DIR                 the Terraform source: findings point at its lines, waivers in it hold, and its repository is
                               judged beside the plan, as by caja-policy repo
                               (default: lines and waivers of the repository around the working directory)
  --no-source                  read no source
`,
  account: `caja-policy account [--profile NAME] [--role-arn ARN] [--regions a,b|all] [--record DIR | --replay DIR]
caja-policy account --config-snapshot FILE|- [--config-snapshot FILE …]
caja-policy account --accounts all|ID|NAME[,…] [--record DIR]
caja-policy account --aggregator [NAME --aggregator-region REGION] [--accounts …] [--record DIR]

  --profile NAME               a profile of the AWS configuration files
  --role-arn ARN               assume this role first
  --regions a,b|all            regions to read (default: the configured one)
  --record DIR                 keep what was read, as evidence
  --replay DIR                 judge a recording: no account, no network
  --config-snapshot FILE       judge a configuration snapshot that AWS Config delivered, packed or not; repeatable
  --environment NAME           the environment of everything in the account; else the policy tells it
  --requirement ID[,ID]        judge by these clauses alone: "show me DR-1, everywhere"; repeatable

Terraform
  --state [STACK=]FILE         a state (terraform show -json > FILE): findings name the address and point at its line;
                               what no state holds is said to be unmanaged; repeatable
  --source DIR, --no-source    the Terraform source around the states, as for plans

Several accounts
  --accounts all|ID|NAME,…     accounts that the policy names, side by side, each by its own role
  --aggregator [NAME]          the organisation as an AWS Config aggregator knows it (default: the policy's aggregator)
  --aggregator-region REGION   where the aggregator is
  An account that cannot be read is told as such in every report (exit 3); the others are read all the same.
`,
  repo: `caja-policy repo [DIR]

  Judges what a repository itself shows: how Terraform keeps its state, how environments and modules are laid out, what
  its workflows do before they apply, and whether their actions are pinned. No plan, no account, no network.
  (default: the repository around the working directory)
  --requirement ID[,ID]        judge by these clauses alone; repeatable
  With a plan: caja-policy plan plan.json --source DIR judges both at once.
`,
  explain: `caja-policy explain RULE RESOURCE --plan FILE|- [--stack PATH] [--source DIR | --no-source]
caja-policy explain RULE RESOURCE --replay DIR

  caja-policy explain rds/instance-keeps-backups 'module.database.aws_db_instance.this' --plan plan.json

  Every fact that the rule read with where it came from, every part of its conditions with what it came to, the policy's
  figures with their lines, and why the verdict; also why a rule was not asked. The exit code tells nothing of the verdict.
  RESOURCE                     a Terraform address, an ARN, an id or a name
  --plan FILE|-                the plan to look at (terraform show -json tfplan)
  --replay DIR                 the recording of an account to look at (caja-policy account --record DIR)
  --environment NAME           its environment; else the policy tells it
  --stack PATH                 which stack the plan is of
  --source DIR, --no-source    the Terraform source, for the line it stands on
  --report json[=PATH]         the same as data
`,
  comment: `caja-policy comment FILE [--repository OWNER/NAME] [--pull-request NUMBER] [--if-allowed]

  caja-policy plan plan.json --stack infrastructure/environments/prod --report comment=comment.md
  GITHUB_TOKEN=… caja-policy comment comment.md

  Puts the report under a pull request: one comment for each stack, renewed in place.
  --repository OWNER/NAME      where the pull request is (default: GITHUB_REPOSITORY)
  --pull-request NUMBER        which one (default: the one of GITHUB_EVENT_PATH)
  --if-allowed                 a token that only reads is a warning, not a mistake: pull requests from forks
  GITHUB_TOKEN writes it; GITHUB_API_URL names the API of a GitHub Enterprise Server.
`,
  'audit-role': `caja-policy audit-role [--format json|terraform|cloudformation] [--aggregator]

  --format json                the policy alone, as IAM takes it (default)
  --format terraform           the role with its policies, as a module
  --format cloudformation      the same as a template, for a stack or a StackSet
  --aggregator                 with what an aggregator of AWS Config is for the one account that holds it
  --trust ACCOUNT|ARN          who may assume the role (terraform, cloudformation); else it is a variable
  --external-id ID             what whoever assumes it has to say (terraform, cloudformation)
`,
  rules: `caja-policy rules list               every rule: id, severity, kind, requirements, title
caja-policy rules show RULE          one rule: what it asks with the policy's figures, why, what to write, how to waive it
caja-policy rules new RULE           begin one: a file that holds by itself, in rules/ or --rules DIR
caja-policy rules test [RULE...]     run the examples in the rule files

  --kind KIND                        what the new rule is about (default: the kind of its folder)
  --clause ID                        the clause it serves (default: what other rules of the kind serve)
  --watch                            test the rules in --rules DIR again whenever a file changes, until Ctrl-C

How to write one: docs/writing-rules.md
`,
  policy: `caja-policy policy check        read the policy and the rules, and say what is wrong with them
caja-policy policy init         write caja-policy.yaml, or --policy FILE (- prints it), from what is there

  --plan FILE|-                guess environments, tags, names, figures and areas from a Terraform plan
  --replay DIR                 the same from the recording of an account, or of several
  --stack PATH                 which stack the plan belongs to
`,
};

/** The page for a command, or the general one. */
export function helpText(topic: string | undefined): string {
  return (topic === undefined ? undefined : topics[topic]) ?? general;
}
