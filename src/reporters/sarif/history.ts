import type { Finding, Report, WaiverResult } from '../../model/report.ts';
import { isWaived } from '../selection.ts';
import { oneLine } from '../text.ts';
import { artifactUri } from './path.ts';
import { type SarifResult, type SarifSuppression, sourceRoot } from './types.ts';

/** What only the `full` profile tells: GitHub would make alerts of it. */
export function withHistory(report: Report, result: SarifResult, finding: Finding): SarifResult {
  return {
    ...result,
    ...(report.source.name === 'terraform-plan' ? { baselineState: baselineState(finding) } : {}),
    ...(isWaived(finding) ? { suppressions: suppressions(report, finding) } : {}),
    properties: { ...result.properties, evidence: finding.evidence },
  };
}

/** A violation that the change mends was there before and is absent now. */
function baselineState({ change }: Finding): 'new' | 'unchanged' | 'absent' {
  if (change === 'fixed') return 'absent';
  return change === 'introduced' ? 'new' : 'unchanged';
}

function suppressions(report: Report, finding: Finding): readonly SarifSuppression[] {
  const { waiver } = finding;
  if (waiver === undefined) return [];
  const { ticket, reason, owner, expires, inline } = waiver;
  const terms = [...(owner === undefined ? [] : [owner]), `until ${expires}`].join(', ');
  const justification = oneLine(`${ticket === undefined ? '' : `${ticket}: `}${reason} (${terms})`);
  if (inline !== true) return [{ kind: 'external', status: 'accepted', justification }];
  const comment = report.waivers.find((one) => isBeside(one, finding));
  const location = comment === undefined ? undefined : commentPlace(comment.at);
  return [
    {
      kind: 'inSource',
      status: 'accepted',
      justification,
      ...(location === undefined ? {} : { location }),
    },
  ];
}

/** The comment beside the finding's block, or beside a module call that leads to it. */
function isBeside({ inline, rule, reason, resources }: WaiverResult, finding: Finding): boolean {
  if (inline !== true || rule !== finding.rule || reason !== finding.waiver?.reason) return false;
  return finding.locations.some(({ file, line, block, calls }) => {
    const blocks = [`${file}:${block?.line ?? line}`, ...calls.map((call) => `${call.file}:${call.line}`)];
    return resources.some((place) => blocks.some((one) => place === one || place.startsWith(`${one}:`)));
  });
}

/** `infrastructure/main.tf:12:3` */
function commentPlace(at: string): SarifSuppression['location'] | undefined {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(at) ?? [];
  const place = { file: file ?? '', line: Number(line), column: Number(column) };
  const uri = artifactUri(place);
  if (uri === undefined) return undefined;
  const region = { startLine: place.line, startColumn: place.column, endLine: place.line };
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: sourceRoot }, region } };
}
