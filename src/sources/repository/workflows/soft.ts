import type { Ignored } from './shell-manner.ts';

interface Soft {
  readonly run: RegExp;
  /** With this a finding fails nothing. */
  readonly soft?: RegExp;
  /** Without this it fails nothing either, unless settings in a file or the environment ask for it. */
  readonly strict?: RegExp;
}

/** Scanners that end well whatever they find, by their own documentation of these options. */
const commands: readonly Soft[] = [
  { run: /^(flake8|pylint|bandit|ruff check|codespell)\b/, soft: /\s(--exit-zero)\b/ },
  { run: /^golangci-lint\b/, soft: /--issues-exit-code[= ]0\b/ },
  { run: /^(checkov|tfsec)\b/, soft: /\s(--soft-fail|-s)(?=\s|$)/ },
  // https://trivy.dev/latest/docs/configuration/others/#exit-code: 0 by default
  {
    run: /^trivy\b|^docker .*\/?trivy[:@ ]/,
    soft: /--exit-code[= ]["']?0\b/,
    strict: /--exit-code[= ]["']?[^0\s]/,
  },
  { run: /^grype\b/, strict: /\s(--fail-on|-f)[= ]/ },
  { run: /^(semgrep|opengrep)\b/, strict: /\s--error\b|^semgrep ci\b/ },
  { run: /^docker scout\b/, strict: /\s(--exit-code|-e)(?=\s|$)/ },
  { run: /^snyk monitor\b/, soft: /^/ },
  { run: /^dotnet list\b/, strict: /^\b$/ },
  { run: /^aws ecr (start-image-scan|describe-image-scan-findings|wait)\b/, strict: /^\b$/ },
  { run: /^(\S*\/)?caja-policy\b/, soft: /\s(--soft-fail|--fail-on[= ]none)\b/ },
];

/** Whether a tool ends well whatever it finds. */
export function softness(command: string): Ignored {
  const found = commands.find(({ run }) => run.test(command));
  if (found === undefined) return false;
  if (found.soft?.test(command) === true) return true;
  return found.strict !== undefined && !found.strict.test(command) ? 'perhaps' : false;
}

interface SoftAction {
  readonly uses: RegExp;
  readonly input: string;
  readonly soft: RegExp;
  /** What is taken where nobody gives the input, as far as settings elsewhere do not decide. */
  readonly absent: Ignored;
}

const actions: readonly SoftAction[] = [
  { uses: /^aquasecurity\/trivy-action$/, input: 'exit-code', soft: /^0?$/, absent: 'perhaps' },
  { uses: /^anchore\/scan-action$/, input: 'fail-build', soft: /^false$/, absent: false },
  { uses: /^bridgecrewio\/checkov-action$/, input: 'soft_fail', soft: /^true$/, absent: false },
  { uses: /^aquasecurity\/tfsec-action$/, input: 'soft_fail', soft: /^(true|1)$/, absent: false },
  { uses: /^docker\/scout-action$/, input: 'exit-code', soft: /^false$/, absent: 'perhaps' },
  { uses: /^actions\/dependency-review-action$/, input: 'warn-only', soft: /^true$/, absent: false },
  { uses: /(^|\/)caja-policy$/, input: 'soft-fail', soft: /^true$/, absent: false },
  { uses: /(^|\/)caja-policy$/, input: 'fail-on', soft: /^none$/, absent: false },
];

/** The same of an action by its inputs; an input that is worked out may say either. */
export function softnessOfAction(name: string, inputs: Readonly<Record<string, string>>): Ignored {
  const told = actions
    .filter(({ uses }) => uses.test(name))
    .map(({ input, soft, absent }): Ignored => {
      const value = inputs[input];
      if (value === undefined) return absent;
      return soft.test(value) ? true : value.includes('${{') ? 'perhaps' : false;
    });
  return told.includes(true) ? true : (told.find((one) => one !== false) ?? false);
}
