import type { AccountResult, Organisation } from '../model/organisation.ts';
import type { Report } from '../model/report.ts';
import type { ReporterOptions } from './reporter.ts';

/** A finished part of one account's report. */
export interface Piece {
  /** Tells the pieces of an account apart. */
  readonly name: string;
  readonly chunks: Iterable<string>;
}

/** Stands in a file for a piece that was written earlier. */
export interface PieceReference {
  readonly account: string;
  readonly name: string;
}

export type FilePart = string | PieceReference;

/** What a run may ask beside the options of a single report. */
export interface OrganisationOptions extends ReporterOptions {
  /** How many accounts there will be: each gets its share of a page that must not grow without end. */
  readonly accounts: number;
  /** Runs that one SARIF file may hold; GitHub takes 20. */
  readonly runsPerFile?: number;
}

/**
 * Renders many accounts in one format. Each account becomes pieces as soon as it is judged, so that nothing of it stays
 * in memory; when all are known, the files are told as texts and references to pieces. Pure: no disk, clock, environment.
 */
export interface OrganisationReporter {
  readonly pieces: (report: Report, account: AccountResult, options: OrganisationOptions) => Iterable<Piece>;
  readonly files: (organisation: Organisation, options: OrganisationOptions) => Iterable<Iterable<FilePart>>;
}
