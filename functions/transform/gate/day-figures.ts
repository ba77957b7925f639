import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../../contract/problem.ts';
import type { Table } from '../descriptor.ts';
import type { StagedUpload } from '../stage/stage.ts';
import type { GateLimits } from './gate-limits.ts';
import { type Move, measurePairs, type PairFigures, readTotals, type StagedRows } from './measure-pairs.ts';

/** What earlier builds measured. Every entry is named by all that it was measured from. */
export interface GateMemory {
  readonly pairs: Map<string, PairFigures>;
  readonly values: Map<string, number>;
}

/** Figures of reports, each measured once: by an earlier build, or now from the staged rows. */
export interface DayFigures {
  /** Has pairs measured together, which costs little more than one. */
  measure(pairs: readonly Pair[]): Promise<void>;
  pair(before: StagedUpload, after: StagedUpload): Promise<PairFigures>;
  /** What a parent counts in a report; 0 where it is not in it. */
  value(upload: StagedUpload, of: Pick<Move, 'level' | 'name' | 'count'>): Promise<number>;
  /** What of the memory this build stands on, with what it added. */
  readonly used: GateMemory;
}

export type Pair = readonly [before: StagedUpload, after: StagedUpload];

export interface DayFiguresOptions {
  readonly table: Table;
  readonly gate: GateLimits;
  readonly connection: DuckDBConnection;
  readonly memory: GateMemory;
  /** Sees to it that the rows of these uploads lie in the job's folder, and gives their paths. */
  fetch(uploads: readonly StagedUpload[]): Promise<readonly string[]>;
}

/** As many rows as are looked at at once; they bound the memory that it takes. */
const MAX_ROWS = 200_000;

export function createDayFigures({ table, gate, connection, memory, fetch }: DayFiguresOptions): DayFigures {
  const used: GateMemory = { pairs: new Map(), values: new Map() };
  const totals = new Map<string, Map<string, number>>();

  async function measure(pairs: readonly Pair[]): Promise<void> {
    const fresh = pairs.filter(pair => !used.pairs.has(pairKey(pair)) && !memory.pairs.has(pairKey(pair)));
    for (const chunk of chunksOf(fresh)) {
      const rows = await rowsOf(chunk.flat());
      const measured = await measurePairs(
        chunk.map(([before, after]) => [rowsIn(rows, before), rowsIn(rows, after)]),
        table,
        gate,
        connection,
      );
      for (const [index, pair] of chunk.entries()) {
        const figures = measured[index];
        if (figures !== undefined) memory.pairs.set(pairKey(pair), figures);
      }
    }
  }

  async function rowsOf(uploads: readonly StagedUpload[]): Promise<Map<string, StagedRows>> {
    const distinct = [...new Map(uploads.map(upload => [upload.sha256, upload])).values()];
    const paths = await fetch(distinct);
    return new Map(distinct.map(({ sha256 }, index) => [sha256, { sha256, path: paths[index] ?? '' }]));
  }

  return {
    used,
    measure,
    async pair(before, after) {
      const key = pairKey([before, after]);
      await measure([[before, after]]);
      const figures = used.pairs.get(key) ?? memory.pairs.get(key);
      if (figures === undefined) throw new Problem('internal', 'two reports were measured without a result');
      used.pairs.set(key, figures);
      return figures;
    },
    async value(upload, of) {
      if (of.level === '') return upload.sums[of.count] ?? 0;
      const place = JSON.stringify([of.level, of.name, of.count]);
      const key = `${upload.sha256.slice(0, 16)} ${place}`;
      const known = memory.values.get(key) ?? (await totalsOf(upload)).get(place) ?? 0;
      used.values.set(key, known);
      return known;
    },
  };

  async function totalsOf(upload: StagedUpload): Promise<Map<string, number>> {
    const known = totals.get(upload.sha256);
    if (known !== undefined) return known;
    const rows = rowsIn(await rowsOf([upload]), upload);
    const read = await readTotals(rows, table, gate.parents, connection);
    const found = new Map(read.map(({ level, name, count, value }) => [JSON.stringify([level, name, count]), value]));
    totals.set(upload.sha256, found);
    return found;
  }
}

function pairKey([before, after]: Pair): string {
  return `${before.sha256.slice(0, 16)} ${after.sha256.slice(0, 16)}`;
}

function rowsIn(rows: ReadonlyMap<string, StagedRows>, { sha256 }: StagedUpload): StagedRows {
  const found = rows.get(sha256);
  if (found === undefined) throw new Problem('internal', 'the rows of a report were not fetched');
  return found;
}

function chunksOf(pairs: readonly Pair[]): Pair[][] {
  const chunks: Pair[][] = [];
  let rows = MAX_ROWS;
  for (const pair of pairs) {
    rows += pair[1].kept;
    if (rows > MAX_ROWS) {
      chunks.push([]);
      rows = pair[0].kept + pair[1].kept;
    }
    chunks.at(-1)?.push(pair);
  }
  return chunks;
}
