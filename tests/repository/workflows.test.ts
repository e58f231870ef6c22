// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub and variables of shells.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type Fact, isList, isStruct } from '../../src/model/fact.ts';
import { readRepository } from '../../src/sources/repository/inventory.ts';
import { doingOfAction, doingOfCommand } from '../../src/sources/repository/workflows/classify.ts';
import { eventsUnder } from '../../src/sources/repository/workflows/conditions.ts';
import { commandsOf } from '../../src/sources/repository/workflows/shell.ts';
import { workflowWaivers } from '../../src/sources/repository/workflows/waivers.ts';
import { writeRepository } from './written-repository.ts';

/** As GitHub runs a script for which nobody names a shell. */
const asked = { pipefail: false, errexit: true };

describe('a script is split into commands', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['lines, and what joins commands', 'a 1\nb && c; d || e | f & g', ['a 1', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['a comment runs nothing', '# pytest\nls # pytest\necho a#b', ['ls', 'echo a#b']],
    ['quotes hide what joins', `echo "pytest && x; y" 'a | b'`, [`echo "pytest && x; y" 'a | b'`]],
    ['a here-document is text', 'cat <<EOF > f\npytest\nEOF\nls', ['cat > f', 'ls']],
    ['its mark may be quoted and indented', "cat <<-'END'\n\tpytest\n\tEND\nls", ['cat', 'ls']],
    ['a shift is none', 'echo $((1 << n))\nls', ['echo', '1', 'ls']],
    ['lines go on behind a backslash', 'pytest \\\n  -q \\\r\n  tests', ['pytest -q tests']],
    ['a substitution runs', 'X="$(terraform plan)"\nY=$(pytest)', ['X="', 'terraform plan', 'pytest']],
    ['wrappers', 'sudo -E env A=1 poetry run python -m pytest', ['pytest']],
    [
      'more of them',
      'npx --yes eslint .\npnpm exec jest\ntimeout 5m k6 run x',
      ['eslint .', 'jest', 'k6 run x'],
    ],
    [
      'words of the shell',
      'if ! terraform fmt -check; then exit 1; fi',
      ['terraform fmt -check', 'exit 1', 'fi'],
    ],
    ['groups', '(cd a && terraform validate)', ['cd a', 'terraform validate']],
    ["GitHub's expressions hide what joins", 'run ${{ a && b || c }} x', ['run ${{ a && b || c }} x']],
    ['redirections are no joints', 'pytest > a 2>&1', ['pytest > a 2>&1']],
    [
      'an apostrophe between double quotes',
      `echo "it's"\npytest\necho "that's"`,
      [`echo "it's"`, 'pytest', `echo "that's"`],
    ],
    ['the mark of a here-document may be escaped', 'cat <<\\EOF\npytest\nEOF\nls', ['cat', 'ls']],
    [
      'a fetched tool with its version and owner',
      'npx @biomejs/biome@2 ci\nuvx ruff==0.5 check',
      ['biome ci', 'ruff check'],
    ],
    ['a wrapper that lends credentials', 'aws-vault exec prod -- terraform apply', ['terraform apply']],
    ['nothing', '', []],
  ];
  for (const [title, script, wanted] of table) {
    it(title, () => {
      assert.deepEqual(
        commandsOf(script, asked).map(({ text }) => text),
        wanted,
      );
    });
  }

  it('each knows its line', () => {
    const script = 'a\n\n# no\nb \\\n  c\ncat <<E\nx\nE\n  d && e\n';
    assert.deepEqual(
      commandsOf(script, asked).map(({ text, line }) => `${line} ${text}`),
      ['0 a', '3 b c', '5 cat', '8 d', '8 e'],
    );
  });

  it('and whether its failure is heard', () => {
    const ignored = (script: string, pipefail = false) =>
      commandsOf(script, { ...asked, pipefail })
        .filter(({ ignored }) => ignored === true)
        .map(({ text }) => text);
    assert.deepEqual(ignored('pytest || true'), ['pytest']);
    assert.deepEqual(ignored('pytest || :'), ['pytest']);
    assert.deepEqual(ignored('pytest || exit 1'), []);
    assert.deepEqual(ignored('pytest | tee log'), ['pytest']);
    assert.deepEqual(ignored('pytest | tee log', true), []);
    assert.deepEqual(ignored('set -o pipefail\npytest | tee log'), []);
    assert.deepEqual(ignored('pytest || { true; }'), ['pytest']);
    assert.deepEqual(ignored('pytest || echo bad'), ['pytest']);
    assert.deepEqual(ignored('pytest || { echo bad; exit 1; }\nls'), []);
    assert.deepEqual(ignored('pytest || (echo bad && exit 1)\nls'), []);
    assert.deepEqual(ignored('cd a && pytest\nls'), []);
    assert.deepEqual(ignored('pytest && flake8'), []);
  });

  it('or whether that is left to the script', () => {
    const perhaps = (script: string, errexit = true) =>
      commandsOf(script, { pipefail: false, errexit })
        .filter((command) => command.ignored === 'perhaps')
        .map(({ text }) => text);
    assert.deepEqual(perhaps('pytest\nflake8'), []);
    assert.deepEqual(perhaps('pytest\nflake8', false), ['pytest']);
    assert.deepEqual(perhaps('pytest || exit 1\nflake8', false), ['exit 1']);
    assert.deepEqual(perhaps('set -euo pipefail\npytest\nflake8', false), []);
    assert.deepEqual(perhaps('set +e\npytest\ncode=$?'), ['set +e', 'pytest']);
    assert.deepEqual(perhaps('pytest && echo good\nls'), ['pytest']);
    assert.deepEqual(perhaps('pytest &\nls'), ['pytest']);
    assert.deepEqual(perhaps('if pytest; then echo good; fi'), ['pytest']);
    assert.deepEqual(perhaps('if ! pytest; then exit 1; fi\nls'), []);
  });

  it('and whether a script of the project is meant', () => {
    const told = (script: string) =>
      commandsOf(script, asked).map(({ text, runner }) => shown(doingOfCommand(text, runner)));
    assert.deepEqual(told('hatch run test'), ['perhaps everything']);
    assert.deepEqual(told('uv run --with x checks'), ['perhaps everything']);
    assert.deepEqual(told('python -m tests.all'), ['perhaps everything']);
    assert.deepEqual(told('python -m pip install pytest'), ['']);
    assert.deepEqual(told('poetry run flake8'), ['lint']);
    assert.deepEqual(told('coverage run -m unittest'), ['unitTests']);
    assert.deepEqual(told('coverage run --source app -m unittest'), ['perhaps everything']);
    assert.deepEqual(told('.venv/bin/flake8'), ['lint']);
    assert.deepEqual(told('./node_modules/.bin/eslint .'), ['lint']);
    assert.deepEqual(told('.tools/check'), ['perhaps everything']);
    assert.deepEqual(told('sudo -u x flake8'), ['lint']);
    assert.deepEqual(told('trivy --severity HIGH image x'), ['imageScan']);
    assert.deepEqual(told('curl -fsSL https://x | sudo tar xz'), ['', '']);
    assert.deepEqual(told('curl -f https://x | jq .status'), ['smokeTests', '']);
  });
});

describe('commands are known by what they are', () => {
  const table: readonly (readonly [string, string])[] = [
    ['black --check .', 'lint'],
    ['black .', ''],
    ['ruff check src', 'lint'],
    ['prettier --write .', ''],
    ['tsc --noEmit', 'lint'],
    ['eslint .', 'lint'],
    ['flake8 --version', ''],
    ['terraform plan -help', ''],
    ['trivy image --download-db-only', ''],
    ['cargo test --no-run', ''],
    ['terraform -chdir=${{ matrix.stack }} apply', 'terraformApply deployment'],
    ['${{ matrix.command }}', 'perhaps everything'],
    ['npm --prefix web run lint', 'perhaps everything'],
    ['npm --prefix web ci', ''],
    ['npm --loglevel error install x', ''],
    ['bin/rails test', 'unitTests, perhaps integrationTests smokeTests benchmarks endToEndTests'],
    ['pytest --collect-only', ''],
    ['mvn verify -DskipTests', 'perhaps everything'],
    ['gradle build -x test', 'perhaps everything'],
    ['terragrunt --terragrunt-working-dir envs/prod apply', 'terraformApply deployment'],
    ['terragrunt --working-dir a plan', 'terraformPlan'],
    ['echo eslint', ''],
    ['pip install flake8', ''],
    ['pytest tests/unit', 'unitTests'],
    ['pytest', 'unitTests, perhaps integrationTests smokeTests benchmarks endToEndTests'],
    ['pytest tests/integration', 'integrationTests'],
    ['pytest -m "not integration"', 'unitTests'],
    ['pytest --ignore=tests/e2e', 'unitTests'],
    ['pytest tests/smoke', 'smokeTests'],
    ['go test -tags=integration ./...', 'integrationTests'],
    ['pip-audit', 'dependencyScan'],
    ['npm audit --audit-level=high', 'dependencyScan'],
    ['trivy fs .', 'dependencyScan'],
    ['trivy image --exit-code 1 app', 'imageScan'],
    ['docker run --rm aquasec/trivy:0.50 image app', 'imageScan'],
    ['grype app:latest', 'imageScan'],
    ['docker build -t x .', 'imageBuild'],
    ['docker buildx build --push -t x .', 'imageBuild imagePush'],
    ['docker push 1.dkr.ecr.eu-west-1.amazonaws.com/x', 'imagePush'],
    ['terraform fmt -check -recursive', 'terraformFormat'],
    ['terraform fmt', ''],
    ['terraform fmt -check=false', ''],
    ['tofu -chdir=a validate', 'terraformValidate'],
    ['terraform plan -out=x', 'terraformPlan'],
    ['terragrunt run-all plan', 'terraformPlan'],
    ['terraform apply x', 'terraformApply deployment'],
    ['caja-policy plan plan.json', 'terraformScan'],
    ['caja-policy account', ''],
    ['checkov -d .', 'terraformScan'],
    ['infracost diff --path plan.json', 'terraformCost'],
    ['aws --region eu-west-1 cloudwatch describe-alarms', 'alarmCheck'],
    ['curl --fail https://x', 'smokeTests'],
    ['curl -fsS https://x', 'smokeTests'],
    ['curl -fsSL https://x -o tool', ''],
    ['curl https://x', ''],
    ['k6 run x.js', 'benchmarks'],
    ['playwright test', 'endToEndTests'],
    ['aws ecs update-service --cluster a', 'deployment'],
    ['make lint', 'perhaps everything'],
    ['./scripts/deploy.sh', 'deployment, perhaps everything'],
    ['npm ci', ''],
    ['yarn install', ''],
    ['source .venv/bin/activate', ''],
    ['python --version', ''],
    ['$TOOL run', 'perhaps everything'],
    [
      'pre-commit run --all-files',
      'lint, perhaps dependencyScan terraformFormat terraformValidate terraformScan',
    ],
  ];
  for (const [command, wanted] of table)
    it(command, () => assert.equal(shown(doingOfCommand(command)), wanted));

  const actions: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['aquasecurity/trivy-action', {}, 'imageScan'],
    ['aquasecurity/trivy-action', { 'scan-type': 'fs' }, 'dependencyScan'],
    [
      'aquasecurity/trivy-action',
      { 'scan-type': '${{ matrix.type }}' },
      'perhaps dependencyScan imageScan terraformScan',
    ],
    ['docker/build-push-action', {}, 'imageBuild'],
    ['docker/build-push-action', { push: 'true' }, 'imageBuild imagePush'],
    ['infracost/actions/setup', {}, ''],
    ['pre-commit/action', {}, 'lint, perhaps dependencyScan terraformFormat terraformValidate terraformScan'],
    ['actions/checkout', {}, ''],
    ['gruntwork-io/terragrunt-action', { tg_command: 'run-all plan' }, 'terraformPlan'],
    ['ruby/setup-ruby', {}, ''],
    ['caja-example/caja-policy', {}, 'terraformScan'],
    ['acme/all-checks', {}, 'perhaps everything'],
  ];
  for (const [name, inputs, wanted] of actions)
    it(`${name} ${JSON.stringify(inputs)}`, () => assert.equal(shown(doingOfAction(name, inputs)), wanted));

  it('a script is named without its arguments, which may hold secrets', () => {
    assert.equal(doingOfCommand('make deploy TOKEN=planted-secret').hides?.why, 'runs make');
    assert.equal(doingOfCommand('"$CMD" planted-secret').hides?.why, 'runs a command that is worked out');
  });
});

function shown({ certain, hides }: ReturnType<typeof doingOfCommand>): string {
  const perhaps = hides === undefined ? [] : [`perhaps ${hides.only?.join(' ') ?? 'everything'}`];
  return [...(certain.length === 0 ? [] : [certain.join(' ')]), ...perhaps].join(', ');
}

describe('an if leaves out events on which it certainly does not hold', () => {
  const table: readonly (readonly [string, string])[] = [
    ["github.event_name == 'push'", 'push'],
    ["${{ github.event_name != 'push' }}", 'pull_request'],
    ["github.ref == 'refs/heads/main'", 'push'],
    ["github.event_name == 'pull_request' && github.actor != 'x'", 'pull_request'],
    ["github.event_name == 'push' || github.event_name == 'schedule'", 'push'],
    ["startsWith(github.ref, 'refs/tags/')", 'push'],
    ['false', ''],
    ['${{ false }}', ''],
    ['always()', 'push pull_request'],
    ["needs.changes.outputs.terraform == 'true'", 'push pull_request'],
    ["(github.event_name == 'push' || x) && y", 'push pull_request'],
    ["github.event_name == 'push' && (github.ref == 'refs/heads/main' || x)", 'push'],
    ["!(github.event_name == 'pull_request')", 'push'],
    ["'push' == github.event_name", 'push'],
    ['always() && false', ''],
    ["contains(github.event.head_commit.message, ' || ')", 'push pull_request'],
    ['github.event.pull_request', 'pull_request'],
    ["github.base_ref == 'main'", 'pull_request'],
    // GitHub takes this for a text, and a text that is not empty holds.
    ["${{ github.event_name == 'push' }} && true", 'push pull_request'],
    ["github.ref == 'refs/pull/1/merge'", 'push pull_request'],
    ["github.event_name == 'push' &&", 'push pull_request'],
    ['('.repeat(60_000), 'push pull_request'],
  ];
  for (const [condition, wanted] of table)
    it(condition.slice(0, 80), () =>
      assert.equal(eventsUnder(condition, ['push', 'pull_request']).join(' '), wanted),
    );
});

const on = 'on: [push, pull_request]\n';
const job = (steps: string, more = '') => `jobs:\n  a:\n    runs-on: x\n${more}    steps:\n${steps}`;

/** One stage of a repository's pipeline, a line a step: `ci.yml:6 change pr enforced`. */
async function stage(
  t: TestContext,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { inventory } = await readRepository(writeRepository(t, files));
  const list = inventory.resources.find(({ kind }) => kind === 'pipeline')?.fields[name];
  assert.ok(list?.state === 'known' && isList(list.value));
  return list.value.items.map((item) => {
    assert.ok(item.state === 'known' && isStruct(item.value));
    const { runs, at, onChange, onPullRequest, enforces, afterDeployment } = item.value.fields;
    const words = [
      said(at).replace('.github/workflows/', ''),
      said(runs) === 'true' ? '' : said(runs),
      word(onChange, 'change'),
      word(onPullRequest, 'pr'),
      word(enforces, 'enforced'),
      word(afterDeployment, 'deployed'),
    ];
    return words.filter((one) => one !== '').join(' ');
  });
}

function said(fact: Fact | undefined): string {
  if (fact?.state === 'unknown') return `(${fact.detail.replace('.github/workflows/', '')})`;
  return fact?.state === 'known' ? String(fact.value) : '';
}

function word(fact: Fact | undefined, wanted: string): string {
  return said(fact) === 'true' ? wanted : fact?.state === 'unknown' ? `${wanted}?` : '';
}

describe('the pipeline is what workflows do', () => {
  const ci = '.github/workflows/ci.yml';
  const table: readonly {
    readonly title: string;
    readonly stage: string;
    readonly files: Readonly<Record<string, string>>;
    readonly is: readonly string[];
  }[] = [
    {
      title: 'a command knows its line in a block',
      stage: 'lint',
      files: { [ci]: on + job('      - name: x\n        run: |\n          ls\n          flake8\n') },
      is: ['ci.yml:9 change pr enforced'],
    },
    {
      title: 'a step, a job and a workflow may go on after an error',
      stage: 'lint',
      files: {
        [ci]:
          on +
          job(
            '      - run: flake8\n        continue-on-error: true\n      - run: mypy\n        continue-on-error: ${{ matrix.try }}\n',
          ),
        '.github/workflows/b.yaml': on + job('      - run: flake8\n', '    continue-on-error: true\n'),
      },
      is: ['b.yaml:7 change pr', 'ci.yml:6 change pr', 'ci.yml:8 change pr enforced?'],
    },
    {
      title: 'what never runs is not there',
      stage: 'lint',
      files: { [ci]: on + job('      - run: flake8\n        if: false\n      # - run: flake8\n') },
      is: [],
    },
    {
      title: 'a condition names the events',
      stage: 'terraformPlan',
      files: { [ci]: on + job("      - run: terraform plan\n        if: github.ref == 'refs/heads/main'\n") },
      is: ['ci.yml:6 change enforced'],
    },
    {
      title: 'a job is skipped with one that it needs',
      stage: 'terraformApply',
      files: {
        [ci]: `on: [push, pull_request]\njobs:\n  a:\n    if: github.event_name == 'push'\n  b:\n    needs: a\n    steps:\n      - run: terraform apply\n  c:\n    needs: [a]\n    if: always()\n    steps:\n      - run: terraform apply\n`,
      },
      is: ['ci.yml:8 change enforced', 'ci.yml:13 change pr enforced'],
    },
    {
      title: 'what runs only after a failure checks nothing',
      stage: 'lint',
      files: {
        [ci]:
          on +
          job('      - run: flake8\n        if: failure()\n      - run: make x\n        if: cancelled()\n'),
      },
      is: [],
    },
    {
      title: 'but may apply Terraform',
      stage: 'terraformApply',
      files: { [ci]: on + job('      - run: terraform apply\n        if: ${{ failure() }}\n') },
      is: ['ci.yml:6 change pr enforced'],
    },
    {
      title: 'tags are no change of the code',
      stage: 'lint',
      files: { [ci]: `on:\n  push:\n    tags: [v*]\n${job('      - run: flake8\n')}` },
      is: ['ci.yml:8 enforced'],
    },
    {
      title: 'and images are made of them',
      stage: 'imageBuild',
      files: { [ci]: `on:\n  push:\n    tags: [v*]\n${job('      - run: docker build .\n')}` },
      is: ['ci.yml:8 change enforced'],
    },
    {
      title: 'a scanner may be told to end well, or do so by itself',
      stage: 'imageScan',
      files: {
        [ci]:
          on +
          job(
            '      - run: trivy image --exit-code 1 a\n      - run: trivy image --exit-code 0 a\n      - run: trivy image a\n      - uses: aquasecurity/trivy-action@v1\n      - uses: aquasecurity/trivy-action@v1\n        with: { exit-code: "1" }\n      - uses: anchore/scan-action@v1\n        with: { image: a, fail-build: false }\n',
          ),
      },
      is: [
        'ci.yml:6 change pr enforced',
        'ci.yml:7 change pr',
        'ci.yml:8 change pr enforced?',
        'ci.yml:9 change pr enforced?',
        'ci.yml:10 change pr enforced',
        'ci.yml:12 change pr',
      ],
    },
    {
      title: 'a script of Python is no shell',
      stage: 'lint',
      files: { [ci]: on + job('      - run: |\n          flake8\n        shell: python\n') },
      is: [
        'ci.yml:6 (ci.yml:6 runs a script that is none of a shell, which is not looked into) change pr enforced deployed?',
      ],
    },
    {
      title: 'a workflow of comments is none',
      stage: 'lint',
      files: { [ci]: '# on: push\n\n#   - run: flake8\n' },
      is: [],
    },
    {
      title: 'a closed pull request is no review',
      stage: 'terraformPlan',
      files: { [ci]: `on:\n  pull_request:\n    types: [closed]\n${job('      - run: terraform plan\n')}` },
      is: ['ci.yml:8 enforced'],
    },
    {
      title: 'an explicit bash hears every command of a pipe',
      stage: 'unitTests',
      files: {
        [ci]:
          on +
          job('      - run: pytest unit | tee x\n      - run: pytest unit | tee x\n        shell: bash\n'),
      },
      is: ['ci.yml:6 change pr', 'ci.yml:7 change pr enforced'],
    },
    {
      title: 'called workflows run on the events of their callers, and not by themselves',
      stage: 'lint',
      files: {
        [ci]: 'on: pull_request\njobs:\n  a:\n    uses: ./.github/workflows/called.yml\n',
        '.github/workflows/called.yml': `on: workflow_call\n${job('      - run: flake8\n')}`,
      },
      is: ['called.yml:6 change pr enforced'],
    },
    {
      title: 'local actions are looked into',
      stage: 'lint',
      files: {
        [ci]: on + job('      - uses: ./.github/actions/checks\n'),
        '.github/actions/checks/action.yml':
          'runs:\n  using: composite\n  steps:\n    - run: flake8\n      shell: bash\n',
      },
      is: ['.github/actions/checks/action.yml:4 change pr enforced'],
    },
    {
      title: 'scripts of package.json, Makefiles and shell scripts are looked into',
      stage: 'lint',
      files: {
        [ci]:
          on +
          job(
            '      - run: npm run lint\n        working-directory: web\n      - run: make check\n      - run: ./scripts/lint.sh\n',
          ),
        'web/package.json': '{"scripts":{"lint":"npm run lint:code","lint:code":"eslint ."}}',
        Makefile: 'check: types\n\t-@flake8\ntypes:\n\tmypy src\n',
        'scripts/lint.sh': '#!/bin/sh\nset -e\nruff check\n',
      },
      is: [
        'ci.yml:6 change pr enforced',
        'ci.yml:8 change pr enforced',
        'ci.yml:8 change pr',
        'ci.yml:9 change pr enforced',
      ],
    },
    {
      title: 'what cannot be looked into may do it',
      stage: 'lint',
      files: { [ci]: on + job('      - run: make lint\n      - uses: acme/checks@v1\n') },
      is: [
        'ci.yml:6 (ci.yml:6 runs make, which is not looked into) change pr enforced deployed?',
        'ci.yml:7 (ci.yml:7 uses acme/checks, which is not looked into) change pr enforced deployed?',
      ],
    },
    {
      title: "so may another repository's workflow, a broken file and another system",
      stage: 'lint',
      files: {
        [ci]: 'on: push\njobs:\n  a:\n    uses: acme/shared/.github/workflows/ci.yml@v1\n',
        '.github/workflows/broken.yml': 'on: [push\njobs: {',
        '.gitlab-ci.yml': 'lint: {}',
      },
      is: [
        'ci.yml:4 (ci.yml:4 calls the workflow acme/shared/.github/workflows/ci.yml, which is not looked into) change enforced deployed?',
        'broken.yml:1 (broken.yml is not understood as a workflow, which is not looked into) change? pr? enforced? deployed?',
        '.gitlab-ci.yml:1 (.gitlab-ci.yml is a pipeline of another system, which is not looked into) change? pr? enforced? deployed?',
      ],
    },
    {
      title: 'a job behind the deployment comes after it, however far',
      stage: 'endToEndTests',
      files: {
        [ci]: `on: push\njobs:\n  d:\n    steps:\n      - run: playwright test\n      - run: aws ecs update-service --service x\n  w:\n    needs: d\n    steps: [{ run: echo }]\n  e:\n    needs: [w]\n    steps: [{ run: playwright test }]\n  f:\n    steps: [{ run: playwright test }]\n`,
      },
      is: ['ci.yml:5 change enforced', 'ci.yml:12 change enforced deployed', 'ci.yml:14 change enforced'],
    },
    {
      title: 'so does a workflow that runs after one that deploys, or by its status',
      stage: 'smokeTests',
      files: {
        [ci]: `name: Deploy\non: push\n${job('      - run: cdk deploy\n')}`,
        '.github/workflows/e2e.yml': `on:\n  workflow_run:\n    workflows: [Deploy]\n${job('      - run: curl -f https://x\n')}`,
        '.github/workflows/f.yml': `on: deployment_status\n${job('      - run: curl -f https://x\n')}`,
        '.github/workflows/g.yml': `on:\n  workflow_run:\n    workflows: [Elsewhere]\n${job('      - run: curl -f https://x\n')}`,
      },
      is: ['e2e.yml:8 change enforced deployed', 'f.yml:6 enforced deployed', 'g.yml:8 enforced deployed?'],
    },
    {
      title: 'an image is pushed to ECR where its job logs in there',
      stage: 'imagePush',
      files: {
        [ci]: on + job('      - uses: aws-actions/amazon-ecr-login@v2\n      - run: docker push $R/x\n'),
        '.github/workflows/b.yml':
          on + job('      - run: docker push $R/x\n      - run: docker push ghcr.io/x\n'),
      },
      is: [
        'b.yml:6 (the registry of the push at b.yml:6 is not told) change pr enforced',
        'ci.yml:7 change pr enforced',
      ],
    },
    {
      title: 'workflows and jobs that wait for each other end',
      stage: 'lint',
      files: {
        [ci]: 'on: push\njobs:\n  a:\n    needs: b\n    steps: [{ run: flake8 }]\n  b:\n    needs: a\n    uses: ./.github/workflows/ci.yml\n',
      },
      is: [],
    },
  ];
  for (const { title, stage: name, files, is } of table.slice(0, -1))
    it(title, async (t) => assert.deepEqual(await stage(t, name, files), is));
  const [last] = table.slice(-1);
  it(last?.title ?? '', async (t) => {
    const steps = await stage(t, last?.stage ?? '', last?.files ?? {});
    assert.ok(steps.length > 0 && steps.every((step) => step.startsWith('ci.yml:')));
  });

  it('scripts and workflows that call each other many times over end', async (t) => {
    const jobs = Array.from(
      { length: 20 },
      (_, n) => `  j${n}:\n    uses: ./.github/workflows/ci.yml\n`,
    ).join('');
    const call = Array.from({ length: 30 }, () => 'npm run a').join(' && ');
    const files = {
      [ci]: `on: push\njobs:\n${jobs}  s:\n    steps: [{ run: npm run a }]\n`,
      'package.json': JSON.stringify({ scripts: { a: call } }),
    };
    const steps = await stage(t, 'lint', files);
    assert.ok(steps.length > 0 && steps.every((step) => step.includes('is not looked into')));
  });

  it('aliases of aliases are refused, not followed for ever', async (t) => {
    const levels = Array.from(
      { length: 20 },
      (_, n) => `x${n + 1}: &x${n + 1} [*x${n}, *x${n}, *x${n}, *x${n}]`,
    );
    const text = `x0: &x0 [a]\n${levels.join('\n')}\n${on}jobs: {}\n`;
    const { inventory } = await readRepository(writeRepository(t, { [ci]: text }));
    assert.deepEqual(
      inventory.gaps.map(({ message }) => message),
      ['.github/workflows/ci.yml: it is not understood as a GitHub Actions workflow.'],
    );
  });
});

it('actions of others are told with their version', async (t) => {
  const files = {
    '.github/workflows/ci.yml': `${on}${job(
      `      - uses: a/b/c@v1\n      - uses: a/b/c@${'0'.repeat(40)}\n      - uses: ./local\n      - uses: docker://alpine:3@sha256:${'a'.repeat(64)}\n`,
    )}  b:\n    uses: o/r/.github/workflows/w.yml@main\n`,
    'action.yml': 'runs:\n  using: composite\n  steps:\n    - uses: x/y@abc1234\n',
  };
  const { inventory } = await readRepository(writeRepository(t, files));
  const uses = inventory.resources.filter(({ kind }) => kind === 'action-use');
  assert.deepEqual(
    uses.map(
      ({ key, fields, location }) => `${key} ${said(fields.owner)} ${said(fields.pinned)} ${location?.line}`,
    ),
    [
      '.github/workflows/ci.yml/jobs.a/a/b/c a false 6',
      '.github/workflows/ci.yml/jobs.a/a/b/c#2 a true 7',
      '.github/workflows/ci.yml/jobs.a/docker://alpine:3 docker true 9',
      '.github/workflows/ci.yml/jobs.b/o/r/.github/workflows/w.yml o false 11',
      'action.yml/runs/x/y x false 4',
    ],
  );
});

describe('a waiver in a workflow', () => {
  const waive = (rule: string) => `# caja:waive pipeline/${rule} until 2027-01-01: reason`;
  const text = `on: push
jobs:
  ${waive('job')}
  a:
    steps:
      ${waive('step')}
      ${waive('too')}
      - uses: a/b@v1
        with: {}
      - uses: c/d@v1 ${waive('line')}
      ${waive('nothing')}
  b:
    steps: []
`;
  const { waivers, problems } = workflowWaivers('w.yml', text);

  it('reaches as far as the part that it stands above, and no further where another stands around it', () => {
    assert.deepEqual(
      waivers.map(({ rule, block }) => `${rule} ${block?.line}-${block?.endLine}`),
      ['pipeline/job 3-11', 'pipeline/step 6-9', 'pipeline/too 7-9', 'pipeline/line 10-11'],
    );
  });

  it('is a mistake below the last step', () => {
    assert.deepEqual(
      problems.map(({ at, message }) => `${at} ${message}`),
      ['w.yml:11:7 the waiver stands beside no block'],
    );
  });
});
