import type { Report } from '../../src/model/report.ts';
import { type FormatName, formatNames, type ReporterOptions, reporters } from '../../src/reporters/index.ts';
import { organisationSchema } from '../../src/reporters/json/organisation-schema.ts';
import { reportSchema } from '../../src/reporters/json/schema.ts';
import type { Goldens } from '../../tools/goldens.ts';
import { members, renderAll } from './organisation-report.ts';
import { sampleTrends } from './sample-history.ts';
import { planReport, samples } from './sample-report.ts';

const folder = 'fixtures/reports/goldens';
const endings: Readonly<Record<FormatName, string>> = {
  table: 'txt',
  sarif: 'sarif',
  markdown: 'md',
  comment: 'comment.md',
  html: 'html',
  json: 'json',
};

const repository = {
  uri: 'https://github.com/caja/caja',
  revision: '4b6472266afd7b471e86085a6659e8c7f2b119da',
  branch: 'refs/heads/main',
} as const;

/** Beside every sample in every format: the options that change the most. */
const variants: readonly { name: string; sample: string; format: FormatName; options: ReporterOptions }[] = [
  { name: 'plan-narrow.txt', sample: 'plan', format: 'table', options: { table: { columns: 60 } } },
  {
    name: 'plan-color.txt',
    sample: 'plan',
    format: 'table',
    options: { table: { color: true, columns: 110 } },
  },
  { name: 'plan-short.md', sample: 'plan', format: 'markdown', options: { markdown: { budget: 3_000 } } },
  {
    name: 'plan-linked.comment.md',
    sample: 'plan',
    format: 'comment',
    options: { markdown: { repository, run: 'https://github.com/caja/caja/actions/runs/1' } },
  },
  {
    name: 'plan-introduced.sarif',
    sample: 'plan',
    format: 'sarif',
    options: { sarif: { findings: 'introduced', repository } },
  },
  {
    name: 'plan-history.html',
    sample: 'plan',
    format: 'html',
    options: { trends: sampleTrends(planReport) },
  },
  { name: 'plan-full.sarif', sample: 'plan', format: 'sarif', options: { sarif: { profile: 'full' } } },
];

export async function render(
  report: Report,
  format: FormatName,
  options: ReporterOptions = {},
): Promise<string> {
  const reporter = await reporters[format]();
  return [...reporter(report, options)].join('');
}

/** A page without its style and script, which are the same in all of them: tests/reporters/html.test.ts looks at both. */
function compared(text: string, format: FormatName): string {
  if (format !== 'html') return text;
  return text
    .replace(/<style>.*?<\/style>/s, '<style>…</style>')
    .replace(/<script>.*?<\/script>/s, '<script>…</script>')
    .replace(
      /<meta http-equiv="Content-Security-Policy"[^>]*>/,
      '<meta http-equiv="Content-Security-Policy">',
    );
}

export async function goldens(): Promise<readonly Goldens[]> {
  const files: Record<string, string> = {};
  for (const [sample, report] of Object.entries(samples)) {
    for (const format of formatNames) {
      files[`${folder}/${sample}.${endings[format]}`] = compared(await render(report, format), format);
    }
  }
  for (const { name, sample, format, options } of variants) {
    const report = samples[sample];
    if (report !== undefined)
      files[`${folder}/${name}`] = compared(await render(report, format, options), format);
  }
  for (const format of formatNames) {
    const [text = ''] = await renderAll(members, format);
    files[`${folder}/accounts.${endings[format]}`] = compared(text, format);
  }
  const schemas = { report: reportSchema, accounts: organisationSchema };
  const written = Object.entries(schemas).map(([name, schema]) => [
    `docs/schemas/${name}.schema.json`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]);
  return [{ folder, files }, { files: Object.fromEntries(written) }];
}
