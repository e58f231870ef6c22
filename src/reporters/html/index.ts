import type { Report } from '../../model/report.ts';
import type { Reporter, ReporterOptions } from '../reporter.ts';
import { isIncomplete } from '../selection.ts';
import { withCommas } from '../text.ts';
import { closing, type Entry, navigation, opening } from './document.ts';
import { attestationsSection, waiversSection } from './exceptions.ts';
import { filtersOf } from './filters.ts';
import { findingSections, type Section, sectionsOf } from './findings.ts';
import { limitsFor } from './limits.ts';
import { html, type Part } from './markup.ts';
import { gapsSection, ledgerSection } from './readings.ts';
import { requirementsSection } from './requirements.ts';
import { rulesSection } from './rules.ts';
import { header, summary } from './summary.ts';
import { subjectOf } from './words.ts';

/** One file for people: all of it can be read without a script, a network or another file. */
export const htmlReporter: Reporter = (report, options) => page(report, options);

function* page(report: Report, { trends, html: asked }: ReporterOptions): Generator<string> {
  const sections = sectionsOf(report);
  const passes = sections.find(({ id }) => id === 'passes')?.findings.length ?? 0;
  const limits = limitsFor(passes);
  const filters = filtersOf(report, sections);
  const { what, name } = subjectOf(report);
  const { tool } = report;
  yield opening(html`${what} ${name} · ${tool.name}`, filters.style);
  yield html`${header(report)}\n${navigation(entries(report, sections))}<main id="main">\n`.html;
  yield html`${summary(report, trends)}\n${gapsFirst(report)}\n${requirementsSection(report, trends)}\n`.html;
  if (sections.length > 0) {
    yield html`<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2><div class="board">${filters.controls}<div>\n`
      .html;
    yield* findingSections(
      sections,
      { report, limits, repository: asked?.repository, scope: '', level: 'h3' },
      heading,
    );
    yield '</div></div></section>\n';
  }
  yield html`${waiversSection(report)}\n${attestationsSection(report)}\n${ledgerSection(report, limits)}\n`
    .html;
  yield html`${!isIncomplete(report) && gapsSection(report)}\n${rulesSection(report)}\n`.html;
  yield closing(`${tool.name} ${tool.version}`);
}

/** What should have been read and was not comes before everything that rests on it. */
function gapsFirst(report: Report): Part {
  return isIncomplete(report) && gapsSection(report);
}

function heading({ id, title, findings }: Section) {
  return html`<h3 class="answer" id="${id}">${title} <span class="muted">${withCommas(findings.length)}</span></h3>`;
}

function entries(report: Report, sections: readonly Section[]): readonly Entry[] {
  const is = (there: boolean, entry: Entry) => (there ? [entry] : []);
  return [
    { id: 'summary', title: 'Summary' },
    ...is(report.gaps.length > 0, { id: 'gaps', title: 'Not read', count: report.gaps.length }),
    { id: 'requirements', title: 'Requirements', count: report.requirements.length },
    ...sections.map(({ id, title, findings }) => ({ id, title, count: findings.length })),
    ...is(report.waivers.length > 0, { id: 'waivers', title: 'Waivers', count: report.waivers.length }),
    ...is(report.attestations.length > 0, {
      id: 'attestations',
      title: 'Attestations',
      count: report.attestations.length,
    }),
    ...is(report.ledger.length > 0, { id: 'read', title: 'What was read' }),
    { id: 'rules', title: 'Rules', count: report.rules.length },
  ];
}
