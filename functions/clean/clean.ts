import { Problem } from '../contract/problem.ts';
import type { Staged } from '../ingest/stage.ts';
import type { ReportFile, StagedReport } from '../ingest/staged.ts';
import type { Build } from '../job/build.ts';
import { type CleanedReport, cleanReports } from './clean-reports.ts';
import { readCleaned, writeCleaned } from './memory.ts';

/** The reports of a build, each cleaned once, on demand. */
export interface CleanedReports {
  /** Cleans those that are not cleaned yet, ordered by day. */
  clean(reports: readonly StagedReport[]): Promise<void>;
  get(report: StagedReport): Promise<CleanedReport>;
  /** Frees the memory of reports that are no longer needed. */
  forget(reports: readonly StagedReport[]): void;
  /** Takes over what an earlier build kept. @param basis names all that cleaned reports follow from, beside their rows */
  recall(basis: string): Promise<void>;
  /** Keeps for the next build those of the reports that are not forgotten, if anything was cleaned since {@link recall}. */
  keep(reports: readonly StagedReport[]): Promise<void>;
}

/** Rows cleaned at once; bounds the memory of cleaning. */
const MAX_CLEAN_ROWS = 100_000;

export function clean(
  build: Pick<Build, 'id' | 'work' | 'dataset' | 'lanes'>,
  { rows }: Pick<Staged, 'rows'>,
): CleanedReports {
  /** A report is in it from the moment that its cleaning begins. */
  const cleaned = new Map<string, Promise<CleanedReport>>();
  let files = 0;
  let basis = '';

  async function cleanReportsOf(reports: readonly StagedReport[]): Promise<void> {
    const missing = new Map(reports.map(report => [nameOf(report), report]));
    for (const name of cleaned.keys()) missing.delete(name);
    const inOrder = [...missing.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
    for (const portion of portionsOf(inOrder)) {
      const results = cleanPortion(portion, files);
      for (const [index, report] of portion.entries())
        cleaned.set(nameOf(report), resultOf(report, results, files + index));
      files += portion.length;
    }
    await Promise.all(reports.map(report => cleaned.get(nameOf(report))));
  }

  /** @param first the number of its first file */
  async function cleanPortion(portion: readonly StagedReport[], first: number): Promise<Map<number, CleanedReport>> {
    const paths = portion.map(report => rows.pathOf(report.rows));
    await rows.fetch(paths);
    const numbered = portion.map((report, index): ReportFile => {
      const { key, date } = report;
      const { sha256, period } = report.rows;
      return { file: first + index, key, date, sha256, period, path: paths[index] ?? '' };
    });
    return build.lanes.run(connection => cleanReports(numbered, build.dataset, connection));
  }

  return {
    clean: cleanReportsOf,
    async get(report) {
      if (!cleaned.has(nameOf(report))) await cleanReportsOf([report]);
      const found = await cleaned.get(nameOf(report));
      if (found === undefined) throw new Problem('internal', `${report.key} is not cleaned any more`);
      return found;
    },
    forget(reports) {
      for (const report of reports) cleaned.delete(nameOf(report));
    },
    async recall(by) {
      basis = by;
      for (const [name, report] of await readCleaned(basis, build)) cleaned.set(name, Promise.resolve(report));
    },
    async keep(reports) {
      if (files === 0) return;
      const kept = new Map<string, CleanedReport>();
      for (const report of reports) {
        const found = await cleaned.get(nameOf(report));
        if (found !== undefined) kept.set(nameOf(report), found);
      }
      await writeCleaned(basis, kept, build);
    },
  };
}

async function resultOf(
  { key }: StagedReport,
  results: Promise<Map<number, CleanedReport>>,
  file: number,
): Promise<CleanedReport> {
  const found = (await results).get(file);
  if (found === undefined) throw new Problem('internal', `${key} was cleaned without a result`);
  return found;
}

function nameOf({ date, rows }: StagedReport): string {
  return `${date} ${rows.id}`;
}

/** Reports in groups that are cleaned at once. */
export function portionsOf<R extends StagedReport>(reports: readonly R[]): R[][] {
  const portions: R[][] = [];
  let rows = 0;
  for (const report of reports) {
    rows += report.rows.kept;
    if (portions.length === 0 || rows > MAX_CLEAN_ROWS) {
      portions.push([]);
      rows = report.rows.kept;
    }
    portions.at(-1)?.push(report);
  }
  return portions;
}
