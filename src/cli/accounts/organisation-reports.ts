import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { AccountResult, Organisation } from '../../model/organisation.ts';
import type { Report } from '../../model/report.ts';
import type { Trends } from '../../model/trends.ts';
import { type Problem, UserError } from '../../model/user-error.ts';
import {
  type FilePart,
  type OrganisationOptions,
  type OrganisationReporter,
  organisationReporters,
} from '../../reporters/index.ts';
import type { CommonOptions, ReportTarget } from '../arguments.ts';
import { githubLinks } from '../github-links.ts';
import type { Io } from '../io.ts';
import { numberedPath, removeLater } from '../numbered-path.ts';
import type { ReportSurroundings } from '../report-options.ts';
import { wantsColor, writeProblem } from '../write-reports.ts';
import { placeOf, writeWhole } from '../write-whole.ts';
import { openPieceStore, type PieceStore } from './piece-store.ts';

/** The reports of a run over several accounts: each account is rendered when it is judged, and dropped. */
export interface OrganisationReports {
  readonly add: (report: Report, account: AccountResult) => Promise<void>;
  /** Puts every report together and in its place; gives the files, as given. */
  readonly finish: (
    organisation: Organisation,
    told?: { readonly trends?: Trends },
  ) => Promise<readonly string[]>;
  /** Takes away what is not finished. */
  readonly close: () => Promise<void>;
}

interface Sheet {
  readonly target: ReportTarget;
  readonly reporter: OrganisationReporter;
  readonly options: OrganisationOptions;
  readonly store: PieceStore;
}

type Asked = CommonOptions & ReportSurroundings;

/** Opens a place for every report that was asked for; one that cannot be written takes no other with it. */
export async function openReports(accounts: number, options: Asked, io: Io): Promise<OrganisationReports> {
  const scratch = await mkdtemp(join(tmpdir(), 'caja-policy-'));
  const sheets: Sheet[] = [];
  const problems = new Map<ReportTarget, Problem>();
  // The job summary is the run's page: no link from it to itself.
  const { run: _, ...markdown } = await githubLinks(io);
  const guarded = async (target: ReportTarget, work: () => Promise<unknown>) => {
    if (problems.has(target)) return;
    await work().catch((error: unknown) => problems.set(target, writeProblem(target, error)));
  };
  for (const target of options.reports) {
    await guarded(target, async () =>
      sheets.push(
        await openSheet(target, scratch, { ...optionsFor(target, accounts, options, io), markdown }, io),
      ),
    );
  }
  return {
    add: async (report, account) => {
      for (const { target, reporter, store, options: asked } of sheets) {
        await guarded(target, () => store.add(account.account, reporter.pieces(report, account, asked)));
      }
    },
    finish: async (organisation, told = {}) => {
      const files: string[] = [];
      // Standard output last, so that files are there when somebody reads it.
      for (const sheet of [...sheets].sort((a, b) => rank(a) - rank(b))) {
        await guarded(sheet.target, async () =>
          files.push(
            ...(await finishSheet({ ...sheet, options: { ...sheet.options, ...told } }, organisation, io)),
          ),
        );
      }
      if (problems.size > 0) throw new UserError([...problems.values()]);
      return files;
    },
    close: async () => {
      for (const { store } of sheets) await store.close().catch(() => undefined);
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function openSheet(
  target: ReportTarget,
  scratch: string,
  options: OrganisationOptions,
  io: Io,
): Promise<Sheet> {
  const reporter = await organisationReporters[target.format]();
  const { path, straight } = await placeOf(resolve(io.cwd, target.path));
  // Pieces lie beside their report, where there is room for it; what is no file has no beside.
  const place = target.path === '-' || straight ? join(scratch, encodeURIComponent(target.path)) : path;
  await mkdir(dirname(place), { recursive: true });
  return { target, reporter, options, store: await openPieceStore(`${place}.pieces`) };
}

function rank({ target }: Sheet): number {
  return target.path === '-' ? 1 : 0;
}

function optionsFor({ path }: ReportTarget, accounts: number, options: Asked, io: Io): OrganisationOptions {
  const { sarifProfile: profile, sourceText } = options;
  const sarif = { profile, ...(sourceText === undefined ? {} : { sourceText }) };
  if (path !== '-') return { accounts, sarif };
  const { columns } = io.stdout;
  const color = wantsColor(options, io);
  // Standard output is one file, however many runs there are.
  return {
    accounts,
    runsPerFile: Number.POSITIVE_INFINITY,
    sarif,
    table: columns === undefined ? { color } : { color, columns },
  };
}

async function finishSheet(sheet: Sheet, organisation: Organisation, io: Io): Promise<readonly string[]> {
  const { target, reporter, options } = sheet;
  const written: string[] = [];
  for (const parts of reporter.files(organisation, options)) {
    if (target.path === '-') await print(parts, sheet, io);
    else {
      const path = numberedPath(target.path, written.length + 1);
      await writeWhole(resolve(io.cwd, path), blocks(parts, sheet), io);
      written.push(relative(io.cwd, resolve(io.cwd, path)));
    }
  }
  if (target.format === 'sarif' && target.path !== '-')
    await removeLater(target.path, written.length, io.cwd);
  return written;
}

async function* blocks(parts: Iterable<FilePart>, { store }: Sheet): AsyncGenerator<string | Uint8Array> {
  for (const part of parts) {
    if (typeof part === 'string') yield part;
    else yield* store.read(part.account, part.name);
  }
}

async function print(parts: Iterable<FilePart>, sheet: Sheet, io: Io): Promise<void> {
  const decoder = new TextDecoder();
  for await (const block of blocks(parts, sheet)) {
    io.stdout.write(typeof block === 'string' ? block : decoder.decode(block, { stream: true }));
  }
}
