import { actionOf } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Recording } from '../../src/sources/aws-account/answer.ts';
import { emptyOutput } from './empty-output.ts';
import { sampleRecording } from './recording.ts';
import { account as production } from './words.ts';

/** Another of Caja's accounts, built as production is. */
interface Twin {
  readonly account: string;
  readonly environment: string;
  /** What nobody set up there: these actions list nothing. */
  readonly lacks: readonly string[];
  /** Types of which AWS Config knows none there. */
  readonly lacksTypes: readonly string[];
}

const staging: Twin = { account: '444455556666', environment: 'staging', lacks: [], lacksTypes: [] };

/** Where people try things out: nobody set up what watches over the account, and no application runs yet. */
const dev: Twin = {
  account: '777788889999',
  environment: 'dev',
  lacks: [
    'budgets:DescribeBudgets',
    'cloudfront:ListDistributions',
    'compute-optimizer:GetEnrollmentStatus',
    'elasticloadbalancing:DescribeLoadBalancers',
    'logs:DescribeMetricFilters',
    'route53:ListHostedZones',
  ],
  lacksTypes: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::CloudFront::Distribution'],
};

/** Caja's three accounts on the same night: production, staging like it, and a development account that lacks much. */
export function sampleOrganisation(): readonly Recording[] {
  const sample = sampleRecording();
  return [sample, twinOf(sample, staging), twinOf(sample, dev)];
}

function twinOf(sample: Recording, twin: Twin): Recording {
  const renamed = JSON.parse(rename(JSON.stringify(sample), twin)) as Recording;
  const asked = renamed.answers.filter(({ api }) => !hangsOn(api, twin.lacks));
  return { ...renamed, answers: asked.map((answer) => emptied(answer, twin)) };
}

/** Whether nobody asks about it there, because what it is asked about is not there. */
function hangsOn(api: string, lacks: readonly string[]): boolean {
  const of = actionOf(api).each?.of;
  return of !== undefined && (lacks.includes(of) || hangsOn(of, lacks));
}

/** Names, hosts, tags and the account's number are the environment's own; ids may be the same. */
function rename(text: string, { account, environment }: Twin): string {
  return text
    .replaceAll(production, account)
    .replaceAll('caja-prod', `caja-${environment}`)
    .replaceAll('Environment=prod', `Environment=${environment}`)
    .replace(/(Environment(?:\\*"),(?:\\*")(?:value|Value)(?:\\*"):(?:\\*"))prod/g, `$1${environment}`)
    .replace(/(Environment(?:\\*"):(?:\\*"))prod/g, `$1${environment}`)
    .replace(
      /(Key(?:\\*"):(?:\\*")Environment(?:\\*"),.{0,40}?Value(?:\\*"):(?:\\*"))prod/g,
      `$1${environment}`,
    )
    .replace(/(?<![\w.@-])((?:api\.|\*\.|www\.)?)caja\.example\.com/g, `$1${environment}.caja.example.com`);
}

function emptied(answer: ApiAnswer, { lacks, lacksTypes }: Twin): ApiAnswer {
  const { output, error: _error, ...rest } = answer;
  if (output === undefined) return answer;
  if (lacks.includes(answer.api)) return { ...rest, output: emptyOutput(actionOf(answer.api)) ?? {} };
  if (answer.api === 'config:SelectResourceConfig')
    return { ...rest, output: withoutRows(output, lacksTypes) };
  return answer.api === 'config:GetDiscoveredResourceCounts'
    ? { ...rest, output: withoutCounts(output, lacksTypes) }
    : answer;
}

function withoutRows(output: unknown, types: readonly string[]): unknown {
  const { Results: rows, ...rest } = output as { readonly Results: readonly string[] };
  const kept = rows.filter((row) => {
    const { resourceType } = JSON.parse(row) as { resourceType: string };
    return !types.includes(resourceType);
  });
  return { ...rest, Results: kept };
}

function withoutCounts(output: unknown, types: readonly string[]): unknown {
  const { resourceCounts, ...rest } = output as {
    readonly resourceCounts: readonly { readonly resourceType: string }[];
  };
  return { ...rest, resourceCounts: resourceCounts.filter((one) => !types.includes(one.resourceType)) };
}
