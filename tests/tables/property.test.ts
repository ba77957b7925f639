import { describe, expect, test } from 'vitest';
import { wholeTable } from '../../cli/export/whole-table.ts';
import { blobKey } from '../../functions/contract/keys.ts';
import { type Cell, type ColumnType, parseTableFile } from '../../functions/contract/table.ts';
import { periodOf } from '../../functions/measures/periods.ts';
import { roundDerived } from '../../functions/measures/round.ts';
import { decodeBody, readSnapshot } from '../../functions/publish/documents.ts';
import { answerFacets } from '../../site/exported/facets.ts';
import type { OpenTable } from '../../site/exported/open-table.ts';
import { answerRows } from '../../site/exported/rows.ts';
import { answerSummary } from '../../site/exported/summary.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { askTables, queryOf, readFacets, readRows, readSummary } from './ask-tables.ts';
import {
  aggregated,
  cellOf,
  compare,
  matches,
  type NumberedRow,
  type PlainCondition,
  rowsOf,
  sorted,
  valueCounts,
} from './plain-answers.ts';
import { publishTables } from './publish-table.ts';
import { oneOf, type Random, randomCell, randomTable } from './random-table.ts';

const TABLES = 5;
const QUESTIONS = 25;
const PATH = '/datasets/made/tables/random';

describe.each(Array.from({ length: TABLES }, (_, index) => index))(
  'table %i answers as every row read one by one',
  seed => {
    test('rows, facets and summaries', { timeout: 60_000 }, async () => {
      const random = seededRandom(seed);
      const table = randomTable(random);
      const store = new MemoryStore();
      const snapshot = await publishTables(store, 'made', [table]);
      const exported = await exportedTable(store, snapshot);
      const { ask, close } = await askTables(store);
      const types = new Map(table.columns.map(({ name, type }) => [name, type]));
      const names = [...types.keys()];
      const aColumn = () => names[Math.floor(random() * names.length)] ?? '';
      const all = rowsOf(table);
      for (let question = 0; question < QUESTIONS; question += 1) {
        const conditions = Array.from({ length: Math.floor(random() * 3) }, () =>
          randomCondition(random, aColumn(), types),
        );
        const where = conditions.map(writeCondition);
        const found = all.filter(row => matches(row, conditions, types));

        const sort = [...new Set([aColumn(), aColumn()])]
          .slice(0, Math.floor(random() * 3))
          .map(column => [column, random() < 0.5] as const);
        const columns = [aColumn(), ...names.filter(() => random() < 0.3)];
        const shown = [...new Set(columns)];
        const limit = 1 + Math.floor(random() * 30);
        const order = sort.map(([column, isDown]) => (isDown ? '-' : '') + escaped(column)).join(',');
        const query = { where, ...(order === '' ? {} : { sort: order }), columns: shown.map(escaped).join(','), limit };
        const wanted = sorted(found, sort);
        for (let start = 0, cursor: string | null = ''; cursor !== null; start += limit) {
          const page = await readRows(ask(`${PATH}/rows?${queryOf(cursor === '' ? query : { ...query, cursor })}`));
          const slice = wanted.slice(start, start + limit);
          expect(page, queryOf(query)).toMatchObject({
            total: found.length,
            columns: shown,
            rowNumbers: slice.map(({ number }) => number),
            rows: slice.map(row => shown.map(column => cellOf(row, column))),
          });
          if (start === 0) {
            const { next: _, ...found } = page;
            expect(answerRows(exported, new URLSearchParams(queryOf(query)))).toMatchObject(found);
          }
          cursor = page.next;
          expect(cursor === null).toBe(start + limit >= found.length);
        }

        const column = aColumn();
        const facets = await readFacets(ask(`${PATH}/facets?${queryOf({ column, where, limit: 1000 })}`));
        const others = all.filter(row =>
          matches(
            row,
            conditions.filter(other => other.column !== column),
            types,
          ),
        );
        const values = valueCounts(others, column);
        const present = values.reduce((sum, { count }) => sum + count, 0);
        expect(facets, queryOf({ column, where })).toMatchObject({
          ...{ total: others.length, missing: others.length - present, distinct: values.length, values },
        });
        const facetsQuery = new URLSearchParams(queryOf({ column, where, limit: 1000 }));
        expect(answerFacets(exported, facetsQuery)).toEqual(facets);
        if (facets.histogram) expect(facets.histogram.counts.reduce((a, b) => a + b, 0)).toBe(present);

        const sample = await readRows(ask(`${PATH}/rows?${queryOf({ where, sample: 5 })}`));
        expect(answerRows(exported, new URLSearchParams(queryOf({ where, sample: 5 })))).toEqual(sample);
        await expectSummary(random, { ask, aColumn, types, found, where, exported });
      }
      await close();
    });
  },
);

/** The table as an exported site has it. */
async function exportedTable(store: MemoryStore, snapshot: string): Promise<OpenTable> {
  const [description] = (await readSnapshot('made', snapshot, store)).tables;
  const key = blobKey('made', description?.about ?? '');
  const about = await (await store.get(key))?.bytes();
  const { columns } = parseTableFile(JSON.parse(await decodeBody(key, new Uint8Array(about ?? []))), key);
  const whole = description === undefined ? null : await wholeTable('made', description, store);
  const { rows } = JSON.parse(Buffer.from(whole ?? []).toString());
  return { dataset: 'made', snapshot, table: 'random', columns, rows };
}

interface Setting {
  readonly exported: OpenTable;
  readonly ask: Awaited<ReturnType<typeof askTables>>['ask'];
  readonly aColumn: () => string;
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly found: readonly NumberedRow[];
  readonly where: readonly string[];
}

async function expectSummary(random: Random, { ask, aColumn, types, found, where, exported }: Setting): Promise<void> {
  const by = Array.from({ length: Math.floor(random() * 3) }, () => randomGrouping(random, aColumn(), types));
  const measure = aColumn();
  const agg = oneOf(random, aggregatesOf(types.get(measure)));
  const query = queryOf({ by: by.map(({ written }) => written), measure, agg, where });
  const answer = await readSummary(ask(`${PATH}/summary?${query}`));
  expect(roundedSums(answerSummary(exported, new URLSearchParams(query)))).toEqual(roundedSums(answer));
  const groups = Map.groupBy(found, row => JSON.stringify(by.map(({ keyOf }) => keyOf(row))));
  if (by.length === 0 && groups.size === 0) groups.set('[]', []);
  const wanted = [...groups].map(([key, rows]) => ({
    by: JSON.parse(key) as Cell[],
    rows: rows.length,
    value: aggregated(
      rows.map(row => cellOf(row, measure)),
      agg,
    ),
  }));
  wanted.sort((one, other) => compareKeys(one.by, other.by));
  expect(
    answer.groups.map(group => group.by),
    query,
  ).toEqual(wanted.map(group => group.by));
  expect(answer.groups.map(group => group.rows)).toEqual(wanted.map(group => group.rows));
  for (const [index, { value }] of answer.groups.entries()) {
    const exact = wanted[index]?.value ?? null;
    if (typeof exact !== 'number' || typeof value !== 'number') expect(value, query).toBe(exact);
    else if (agg === 'mean' || agg === 'median')
      expect(value, query).toBeCloseTo(roundDerived(exact) ?? 0, 5 - digits(exact));
    else expect(value, query).toBeCloseTo(exact, 9 - digits(exact));
  }
}

/** The last digits of the largest sums depend on the order of adding. */
function roundedSums(answer: object): unknown {
  const text = JSON.stringify(answer, (_, value) =>
    typeof value === 'number' && Math.abs(value) > 2 ** 52 ? Number(value.toPrecision(14)) : value,
  );
  return JSON.parse(text);
}

/** Before the point: beyond them, sums of the largest numbers differ with the order of adding. */
function digits(value: number): number {
  return value === 0 ? 0 : Math.max(0, Math.ceil(Math.log10(Math.abs(value))));
}

function compareKeys(one: readonly Cell[], other: readonly Cell[]): number {
  for (const [index, a] of one.entries()) {
    const b = other[index] ?? null;
    if (a === b) continue;
    if (a === null) return 1;
    if (b === null) return -1;
    return compare(a, b);
  }
  return 0;
}

function aggregatesOf(type: ColumnType | undefined): readonly [string, ...string[]] {
  if (type === 'integer' || type === 'decimal') return ['count', 'sum', 'mean', 'median', 'min', 'max'];
  return type === 'date' || type === 'timestamp' ? ['count', 'min', 'max'] : ['count'];
}

function randomGrouping(random: Random, column: string, types: ReadonlyMap<string, ColumnType>) {
  const type = types.get(column);
  if (type === 'date' || type === 'timestamp') {
    const step = oneOf(random, ['day', 'week', 'month', 'quarter', 'year'] as const);
    const keyOf = (row: NumberedRow) => {
      const cell = cellOf(row, column);
      return cell === null ? null : periodOf(String(cell).slice(0, 10), step);
    };
    return { written: `${escaped(column)}:${step}`, keyOf };
  }
  if (type === 'decimal') {
    const edges = [-1, -0.5, 0, 0.5];
    const keyOf = (row: NumberedRow) => {
      const cell = cellOf(row, column);
      return cell === null ? null : (edges.findLast(edge => edge <= Number(cell)) ?? null);
    };
    return { written: `${escaped(column)}:bins`, keyOf };
  }
  return { written: escaped(column), keyOf: (row: NumberedRow) => cellOf(row, column) };
}

function randomCondition(random: Random, column: string, types: ReadonlyMap<string, ColumnType>): PlainCondition {
  if (random() < 0.1) return { column: '*', op: 'contains', values: [String(randomCell(random, 'text'))] };
  const type = types.get(column) ?? 'text';
  const value = () => String(randomCell(random, type));
  const order = ['lt', 'le', 'gt', 'ge'] as const;
  const texts = type === 'text' ? (['contains', 'starts'] as const) : [];
  const op = oneOf(random, ['eq', 'ne', 'in', 'missing', ...(type === 'boolean' ? [] : order), ...texts]);
  if (op === 'missing') return { column, op, values: [String(random() < 0.5)] };
  return { column, op, values: op === 'in' ? [value(), value(), value()] : [value()] };
}

function writeCondition({ column, op, values }: PlainCondition): string {
  return `${escaped(column)}:${op}:${values.map(escaped).join('|')}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\:|,-]/g, '\\$&');
}
