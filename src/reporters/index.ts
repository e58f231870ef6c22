import type { OrganisationReporter } from './organisation-reporter.ts';
import type { Reporter } from './reporter.ts';

export type { FilePart, OrganisationOptions, OrganisationReporter, Piece } from './organisation-reporter.ts';
export type { Reporter, ReporterOptions } from './reporter.ts';

export const formatNames = ['table', 'sarif', 'markdown', 'comment', 'html', 'json'] as const;
export type FormatName = (typeof formatNames)[number];

/** Every format's reporter, loaded only when it is asked for: the table's library alone costs 40 ms. */
export const reporters: Readonly<Record<FormatName, () => Promise<Reporter>>> = {
  table: async () => (await import('./table/index.ts')).tableReporter,
  sarif: async () => (await import('./sarif/index.ts')).sarifReporter,
  markdown: async () => (await import('./markdown/index.ts')).markdownReporter,
  comment: async () => (await import('./markdown/index.ts')).commentReporter,
  html: async () => (await import('./html/index.ts')).htmlReporter,
  json: async () => (await import('./json/index.ts')).jsonReporter,
};

/** The same formats over several accounts. */
export const organisationReporters: Readonly<Record<FormatName, () => Promise<OrganisationReporter>>> = {
  table: async () => (await import('./table/organisation.ts')).organisationTable,
  sarif: async () => (await import('./sarif/organisation.ts')).organisationSarif,
  markdown: async () => (await import('./markdown/organisation.ts')).organisationMarkdown,
  comment: async () => (await import('./markdown/organisation.ts')).organisationComment,
  html: async () => (await import('./html/organisation.ts')).organisationHtml,
  json: async () => (await import('./json/organisation.ts')).organisationJson,
};
