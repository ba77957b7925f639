import { Problem } from '../contract/problem.ts';
import type { Staged } from '../ingest/stage.ts';
import type { ReportFile, StagedReport } from '../ingest/staged.ts';
import type { Build } from '../job/build.ts';
import { type CleanedReport, cleanReports } from './clean-reports.ts';

/** The reports of a build, each cleaned once, on demand. */
export interface CleanedReports {
  /** Cleans those that are not cleaned yet, ordered by day. */
  clean(reports: readonly StagedReport[]): Promise<void>;
  get(report: StagedReport): Promise<CleanedReport>;
  /** Frees the memory of reports that are no longer needed. */
  forget(reports: readonly StagedReport[]): void;
}

/** Rows cleaned at once; bounds the memory of cleaning. */
const MAX_CLEAN_ROWS = 100_000;

export function clean(
  { dataset, connection }: Pick<Build, 'dataset' | 'connection'>,
  { rows }: Pick<Staged, 'rows'>,
): CleanedReports {
  const cleaned = new Map<string, CleanedReport>();
  let files = 0;
  let turn: Promise<void> = Promise.resolve();

  /** One at a time: cleaning uses temporary tables of a shared connection. */
  function inTurn(reports: readonly StagedReport[]): Promise<void> {
    const cleaning = turn.then(() => cleanMissing(reports));
    turn = cleaning.catch(() => undefined);
    return cleaning;
  }

  async function cleanMissing(reports: readonly StagedReport[]): Promise<void> {
    const missing = new Map(reports.map(report => [nameOf(report), report]));
    for (const name of cleaned.keys()) missing.delete(name);
    const inOrder = [...missing.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
    for (const chunk of chunksOf(inOrder)) {
      const paths = chunk.map(report => rows.pathOf(report.rows));
      await rows.fetch(paths);
      const numbered = chunk.map((report, index): ReportFile => {
        const { key, date } = report;
        return { file: files + index, key, date, sha256: report.rows.sha256, path: paths[index] ?? '' };
      });
      const result = await cleanReports(numbered, dataset, connection);
      for (const [index, report] of chunk.entries()) {
        const found = result.get(files + index);
        if (found !== undefined) cleaned.set(nameOf(report), found);
      }
      files += chunk.length;
    }
  }

  return {
    clean: inTurn,
    async get(report) {
      if (!cleaned.has(nameOf(report))) await inTurn([report]);
      const found = cleaned.get(nameOf(report));
      if (found === undefined) throw new Problem('internal', `${report.key} was cleaned without a result`);
      return found;
    },
    forget(reports) {
      for (const report of reports) cleaned.delete(nameOf(report));
    },
  };
}

function nameOf({ date, rows }: StagedReport): string {
  return `${date} ${rows.sha256}`;
}

/** Reports in groups that are cleaned at once. */
export function chunksOf<R extends StagedReport>(reports: readonly R[]): R[][] {
  const chunks: R[][] = [];
  let rows = 0;
  for (const report of reports) {
    rows += report.rows.kept;
    if (chunks.length === 0 || rows > MAX_CLEAN_ROWS) {
      chunks.push([]);
      rows = report.rows.kept;
    }
    chunks.at(-1)?.push(report);
  }
  return chunks;
}
