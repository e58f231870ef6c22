/** What a pipeline does, as the attributes of the kind `pipeline` name it; `deployment` only orders the others. */
export const stages = [
  'lint',
  'unitTests',
  'integrationTests',
  'dependencyScan',
  'imageBuild',
  'imageScan',
  'imagePush',
  'terraformFormat',
  'terraformValidate',
  'terraformPlan',
  'terraformScan',
  'terraformCost',
  'terraformApply',
  'alarmCheck',
  'smokeTests',
  'benchmarks',
  'endToEndTests',
  'deployment',
] as const;
export type Stage = (typeof stages)[number];

interface ByCommand {
  readonly stage: Stage;
  /** How the command begins, once its wrappers are taken away. */
  readonly run: RegExp;
  /** What else must stand in it. */
  readonly and?: RegExp;
  readonly not?: RegExp;
}

const terraform = String.raw`^(\S*/)?(terraform|tofu)(\s+-\S+)*\s+`;
const terragrunt = String.raw`^(\S*/)?terragrunt(\s+--?\S+(\s+[^-\s]\S*)?)*?\s+(run-all\s+|run\s+--all\s+(--\s+)?|run\s+(--\s+)?)?`;

/** Real tools by the commands that people give them. A tool that only formats or only installs checks nothing. */
export const byCommand: readonly ByCommand[] = [
  {
    stage: 'lint',
    run: /^(flake8|pylint|pycodestyle|mypy|pyright|basedpyright|pyre|ruff check|ruff \.|dmypy)\b/,
  },
  { stage: 'lint', run: /^(black|isort|ruff format)\b/, and: /\s(--check(-only)?|--diff|-c)\b/ },
  { stage: 'lint', run: /^(eslint|oxlint|stylelint|standard|xo|tslint|jshint|ng lint|next lint|vue-tsc)\b/ },
  { stage: 'lint', run: /^(tsc|prettier)\b/, and: /\s(--noEmit|--check|-c|-l|--list-different)\b|^tsc$/ },
  { stage: 'lint', run: /^biome (check|lint|ci)\b/, not: /\s--write\b/ },
  {
    stage: 'lint',
    run: /^(golangci-lint|staticcheck|revive|go vet|shellcheck|pre-commit run|prek run|super-linter)\b/,
  },
  { stage: 'lint', run: /^(gofmt|gofumpt)\b/, and: /\s-[ld]\b/ },
  { stage: 'lint', run: /^cargo (clippy|fmt)\b/, not: /^cargo fmt(?!.*--check)/ },
  {
    stage: 'lint',
    run: /^(rubocop|standardrb|phpcs|phpstan|psalm|ktlint|detekt|swiftlint|checkstyle|mix credo)\b/,
  },
  { stage: 'lint', run: /^dotnet format\b/, and: /--verify-no-changes/ },
  {
    stage: 'dependencyScan',
    run: /^(pip-audit|audit-ci|better-npm-audit audit|safety (check|scan)|bandit|semgrep|opengrep|osv-scanner|govulncheck|gosec)\b/,
  },
  {
    stage: 'dependencyScan',
    run: /^(npm|pnpm|bun|cargo|composer|bundle|bundler-audit|yarn( npm)?) ?audit\b|^cargo deny\b/,
  },
  { stage: 'dependencyScan', run: /^snyk (test|code test|monitor)\b|^dependency-check(\.sh)?\b/ },
  {
    stage: 'dependencyScan',
    run: /^trivy(\s+--?\S+(\s+[^-\s]\S*)?)*?\s+(fs|filesystem|repo|repository|rootfs|sbom)\b/,
  },
  { stage: 'dependencyScan', run: /^grype(\s+--?\S+)*\s+(dir:|sbom:|\.)/ },
  { stage: 'dependencyScan', run: /^dotnet list\b/, and: /--vulnerable/ },
  { stage: 'imageScan', run: /^trivy(\s+--?\S+(\s+[^-\s]\S*)?)*?\s+(image|i)\b/ },
  { stage: 'imageScan', run: /^grype\b/, not: /\s(dir:|sbom:|\.(\s|$)|version|db)/ },
  {
    stage: 'imageScan',
    run: /^(snyk container test|docker scout (cves|quickview)|docker scan|dockle|clairctl)\b/,
  },
  {
    stage: 'imageScan',
    run: /^aws ecr (start-image-scan|describe-image-scan-findings|wait image-scan-complete)\b/,
  },
  {
    stage: 'imageBuild',
    run: /^(docker (buildx |image )?build|docker buildx bake|podman build|buildah (bud|build)|pack build)\b/,
  },
  { stage: 'imageBuild', run: /^docker[ -]compose\b/, and: /\s(build|--build)\b/ },
  {
    stage: 'imagePush',
    run: /^(docker (image )?push|podman push|buildah push|crane (push|copy)|skopeo copy)\b/,
  },
  { stage: 'imagePush', run: /^docker (buildx )?(build|bake)\b/, and: /\s--push\b/ },
  { stage: 'imagePush', run: /^docker[ -]compose\b/, and: /\spush\b/ },
  { stage: 'terraformFormat', run: new RegExp(`${terraform}fmt\\b`), and: /\s--?check\b(?!=false)/ },
  {
    stage: 'terraformFormat',
    run: /^terragrunt (hclfmt|hcl fmt|hcl format)\b/,
    and: /--(terragrunt-)?check\b/,
  },
  { stage: 'terraformValidate', run: new RegExp(`(${terraform}|${terragrunt})validate\\b`) },
  { stage: 'terraformPlan', run: new RegExp(`(${terraform}|${terragrunt})plan\\b`) },
  { stage: 'terraformApply', run: new RegExp(`(${terraform}|${terragrunt})(apply|destroy)\\b`) },
  { stage: 'terraformScan', run: /^(\S*\/)?caja-policy (plan|repo)\b/ },
  {
    stage: 'terraformScan',
    run: /^(checkov|tfsec|terrascan scan|kics scan|regula run|conftest test|snyk iac test)\b/,
  },
  { stage: 'terraformScan', run: /^trivy(\s+--?\S+(\s+[^-\s]\S*)?)*?\s+(config|conf)\b/ },
  { stage: 'terraformCost', run: /^infracost (breakdown|diff|comment|scan)\b/ },
  {
    stage: 'alarmCheck',
    run: /^aws(\s+--\S+(\s+[^-\s]\S*)?)*\s+cloudwatch (describe-alarms|describe-alarm-history|wait alarm)/,
  },
  {
    stage: 'smokeTests',
    run: /^curl\b/,
    and: /\s(--fail\S*|-[a-zA-Z]*f[a-zA-Z]*)\b/,
    not: /\| |\s(-X ?POST|-d|--data\S*|-O|--remote-name)\b|\s(-o|--output) (?!\/dev\/null)/,
  },
  { stage: 'smokeTests', run: /^(wget\b.*--spider|hurl\b|newman run\b|http --check-status\b)/ },
  { stage: 'integrationTests', run: /^newman run\b/ },
  {
    stage: 'benchmarks',
    run: /^(k6 run|artillery (run|quick)|locust|jmeter|ab|wrk|hey|vegeta|gatling|autocannon|oha|lhci|lighthouse|cargo bench)\b/,
  },
  {
    stage: 'endToEndTests',
    run: /^(playwright test|cypress run|wdio|testcafe|nightwatch|codeceptjs run|robot|detox test|selenium-side-runner)\b/,
  },
  {
    stage: 'deployment',
    run: /^aws(\s+--\S+(\s+[^-\s]\S*)?)*\s+(ecs (update-service|deploy)|deploy create-deployment|cloudformation deploy|s3 sync|lambda update-function-code)\b/,
  },
  {
    stage: 'deployment',
    run: /^(cdk|sam|serverless|sls|copilot|ecspresso|eb)( svc| run)? deploy\b|^helm upgrade\b|^kubectl (apply|rollout)\b/,
  },
  { stage: 'deployment', run: new RegExp(`(${terraform}|${terragrunt})apply\\b`) },
];

/** Runs tests, of whatever sort: the words beside it tell which. */
export const testRunner =
  /^(pytest|py\.test|unittest|\S*manage\.py test|python\S* \S*manage\.py test|jest|vitest|mocha|ava|tap|ng test|react-scripts test|npm t|npm test|npm run test\S*|yarn test\S*|pnpm test\S*|bun test|deno test|node --test|go test|gotestsum|cargo (test|nextest)|dotnet test|phpunit|rspec|ctest|mix test|(\S*\/)?rails test|(swift|flutter|dart|lein|stack|cabal|zig) test|sbt .*\btest|bats|behave|nose2|nosetests|mvnw? .*\b(test|verify)|\S*gradlew? .*\btest)(?=\s|$)/;

/** Tests of one sort, by the words that folders, marks and scripts are named with. */
export const testWords: readonly { readonly stage: Stage; readonly word: RegExp }[] = [
  { stage: 'integrationTests', word: /integration|\bitests?\b|\bfailsafe\b/i },
  { stage: 'smokeTests', word: /smoke/i },
  { stage: 'benchmarks', word: /\bbench(mark)?(s|ing)?\b|\bperf(ormance)?\b|\bload[-_]?tests?\b/i },
  { stage: 'endToEndTests', word: /\be2e\b|end[-_]?to[-_]?end/i },
];

interface ByAction {
  readonly stage: Stage;
  readonly uses: RegExp;
  /** An input of the action that decides; `absent` says what is taken where nobody gives it. */
  readonly input?: { readonly name: string; readonly value: RegExp; readonly absent?: string };
}

/** Actions by what they do. */
export const byAction: readonly ByAction[] = [
  {
    stage: 'lint',
    uses: /^(psf\/black|chartboost\/ruff-action|astral-sh\/ruff-action|golangci\/golangci-lint-action|isort\/isort-action)$/,
  },
  {
    stage: 'lint',
    uses: /^((super-linter|github)\/super-linter(\/slim)?|oxsecurity\/megalinter\S*|pre-commit\/action|py-actions\/flake8)$/,
  },
  {
    stage: 'lint',
    uses: /^(reviewdog\/action-(eslint|flake8|black|mypy|pylint|ruff|golangci-lint|rubocop|shellcheck)|wearerequired\/lint-action)$/,
  },
  {
    stage: 'dependencyScan',
    uses: /^(actions\/dependency-review-action|github\/codeql-action\/analyze|pypa\/gh-action-pip-audit|pycqa\/bandit-action)$/i,
  },
  {
    stage: 'dependencyScan',
    uses: /^(google\/osv-scanner-action\S*|snyk\/actions\/(python|node|golang|maven|gradle|ruby|php|dotnet)\S*|(semgrep|returntocorp)\/semgrep-action)$/,
  },
  {
    stage: 'dependencyScan',
    uses: /^aquasecurity\/trivy-action$/,
    input: { name: 'scan-type', value: /^(fs|repo|rootfs|sbom)$/, absent: 'image' },
  },
  {
    stage: 'dependencyScan',
    uses: /^anchore\/scan-action$/,
    input: { name: 'image', value: /^$/, absent: '' },
  },
  {
    stage: 'imageScan',
    uses: /^aquasecurity\/trivy-action$/,
    input: { name: 'scan-type', value: /^image$/, absent: 'image' },
  },
  { stage: 'imageScan', uses: /^anchore\/scan-action$/, input: { name: 'image', value: /./ } },
  {
    stage: 'imageScan',
    uses: /^(snyk\/actions\/docker|docker\/scout-action|crazy-max\/ghaction-container-scan|azure\/container-scan|alexjurkiewicz\/ecr-scan-image)$/i,
  },
  {
    stage: 'imageScan',
    uses: /^aws-actions\/vulnerability-scan-github-action-for-amazon-inspector$/,
    input: { name: 'artifact_type', value: /^container$/ },
  },
  { stage: 'imageBuild', uses: /^docker\/(build-push-action|bake-action)$/ },
  {
    stage: 'imagePush',
    uses: /^docker\/(build-push-action|bake-action)$/,
    input: { name: 'push', value: /^true$/ },
  },
  { stage: 'terraformFormat', uses: /^dflook\/(terraform|tofu)-fmt-check$/ },
  { stage: 'terraformValidate', uses: /^dflook\/(terraform|tofu)-validate$/ },
  { stage: 'terraformPlan', uses: /^dflook\/(terraform|tofu)-plan$/ },
  {
    stage: 'terraformPlan',
    uses: /^gruntwork-io\/terragrunt-action$/,
    input: { name: 'tg_command', value: /\bplan\b/ },
  },
  {
    stage: 'terraformApply',
    uses: /^gruntwork-io\/terragrunt-action$/,
    input: { name: 'tg_command', value: /\b(apply|destroy)\b/ },
  },
  { stage: 'terraformPlan', uses: /^hashicorp\/tfc-workflows-github\/actions\/create-run$/ },
  { stage: 'terraformApply', uses: /^hashicorp\/tfc-workflows-github\/actions\/apply-run$/ },
  { stage: 'terraformApply', uses: /^dflook\/(terraform|tofu)-(apply|destroy)$/ },
  { stage: 'terraformScan', uses: /(^|\/)caja-policy(\/\S*)?$/ },
  {
    stage: 'terraformScan',
    uses: /^(bridgecrewio\/checkov-action|aquasecurity\/tfsec(-pr-commenter)?-action|checkmarx\/kics-github-action|tenable\/terrascan-action|snyk\/actions\/iac)$/i,
  },
  {
    stage: 'terraformScan',
    uses: /^aquasecurity\/trivy-action$/,
    input: { name: 'scan-type', value: /^config$/, absent: 'image' },
  },
  { stage: 'terraformCost', uses: /^infracost\/(infracost-gh-action|actions\/(comment|diff))$/ },
  { stage: 'smokeTests', uses: /^jtalk\/url-health-check-action$/i },
  {
    stage: 'benchmarks',
    uses: /^(grafana\/(k6-action|run-k6-action)|treosh\/lighthouse-ci-action|benchmark-action\/github-action-benchmark|artilleryio\/action-cli)$/,
  },
  { stage: 'endToEndTests', uses: /^cypress-io\/github-action$/ },
  {
    stage: 'deployment',
    uses: /^aws-actions\/(amazon-ecs-deploy-task-definition|amazon-ecs-deploy-express-service|aws-cloudformation-github-deploy|aws-codedeploy\S*|aws-lambda-deploy)$/,
  },
  { stage: 'deployment', uses: /^dflook\/(terraform|tofu)-apply$/ },
];

/** Owners and names of actions that are known to run nothing but what they are named after. */
export const plainAction =
  /^(actions|github|docker|aws-actions|hashicorp|opentofu|infracost|azure|google-github-actions|slackapi|peter-evans|codecov|softprops|dorny|peaceiris|thollander|marocchino)\/|\/(setup-[^/]+|action-setup|install-[^/]+)$|^(dtolnay\/rust-toolchain|swatinem\/rust-cache|pypa\/gh-action-pypi-publish|ossf\/scorecard-action|coverallsapp\/github-action|dessant\/lock-threads|tj-actions\/changed-files)$/i;

/** Commands that run what stands elsewhere: build tools, scripts, containers. */
export const hidingCommand =
  /^(g?make|just|task|tox|nox|invoke|inv|bazel|bazelisk|rake|earthly|dagger|mage|nx|turbo|lerna|moon|ant|scons|fab|doit|poe|act|mvnw?|gradle|nix|direnv|devbox|mise|asdf|docker (container )?run|docker exec|docker[ -]compose (run|exec)|podman run|npm run|npm -\S+|npm-run-all|yarn|pnpm|bun run|deno task|composer|bash|sh|zsh|source|\.|eval|node|python[\d.]*|ruby|perl|php|pwsh|go run|cargo (run|make|xtask)|ssh|expect)(?=\s|$)|^\.{0,2}[\w-]*\/\S+|^\S+\.(sh|py|js|mjs|cjs|ts|rb|pl|ps1)(?=\s|$)|^\$|^"\$/;

/** Forms of those that only install, set up or say something. */
export const plainCommand =
  /^(npm|yarn|pnpm|bun|composer)(?: --?\S+(?: (?!run|test|exec)[^-\s]\S*)?)*? (install|ci|i|add|config|cache|set|version|--version|-v|link|publish|pack|fetch|store|import)\b|^(yarn|pnpm)$|\s(--version|-V)$|^(python[\d.]*|node|ruby|perl) -[ce](?=\s|$)|^source \S*(activate|\.env\S*|nvm\.sh|bashrc|profile)\b|^\. \S*activate\b/;

/** Modules and tools that a runner is asked for, and that check nothing. */
export const plainModule =
  /^(pip|pip-compile|build|venv|virtualenv|ensurepip|twine|wheel|http\.server|json\.tool|compileall|site|alembic|coverage (xml|html|report|combine)|black|isort|ruff|mkdocs|sphinx-build|pybabel|towncrier)(?=\s|$)/;
