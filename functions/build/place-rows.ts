import type { UsedUpload } from '../describe/settle-places.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { ROW_PERIOD } from '../ingest/large-batch.ts';
import type { Staged } from '../ingest/stage.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import type { Plan } from '../job/plan.ts';
import { pack, readJson } from '../job/work-json.ts';

/** What the rows of a place say of it in some columns. */
export interface PlaceRow {
  /** What names the place, the coarsest first. */
  readonly cells: readonly (string | null)[];
  readonly values: readonly (string | null)[];
  readonly rows: number;
  /** The newest period of these rows, as ISO text; empty without periods. */
  readonly newest: string;
  /** The first of them. */
  readonly key: string;
  readonly line: number;
}

type Tools = Pick<Build, 'id' | 'code' | 'work' | 'connection'>;

/** Rows of the uploads in use, grouped by place and by what they say in `columns`. What is unchanged is not read again. */
export async function readPlaceRows(
  { dataset, uploads: planned }: Pick<Plan, 'dataset' | 'uploads'>,
  { staged, used }: { readonly staged: Staged; readonly used: readonly UsedUpload[] },
  columns: readonly string[],
  { id, code, work, connection }: Tools,
): Promise<readonly PlaceRow[]> {
  const { places, tables } = dataset;
  const time = tables.find(({ name }) => name === places?.table)?.time ?? null;
  const dates = new Map(planned.map(({ key, match }) => [key, match.is === 'data' ? (match.date ?? '') : '']));
  const levels = (places?.levels ?? []).map(({ column }) => column);
  const uploads = used.flatMap(upload => (upload.batch === null ? [] : [{ ...upload, date: dates.get(upload.key) }]));
  const asked = uploads.map(({ key, sha256, batch, date }) => [key, sha256, batch, date]);
  const name = sha256(JSON.stringify([code, asked, levels, columns, time]));
  const kept = `${id}/places/${sha256(JSON.stringify(columns)).slice(0, 16)}.json.br`;
  const known = await readJson(kept, work);
  if (known.name === name) return known.rows;
  const paths = uploads.map(staged.rows.pathOf);
  await staged.rows.fetch(paths);
  const files = uploads.map(
    ({ sha256, date = '' }, index) =>
      `(${index}, ${quoteText(sha256)}, ${quoteText(paths[index] ?? '')}, ${quoteText(date)})`,
  );
  const texts = (names: readonly string[]) => names.map(name => `r.${quoteName(name)}::VARCHAR`);
  const keys = [...texts(levels), ...texts(columns)];
  const period = time?.from === 'column' ? `r.${quoteName(ROW_PERIOD)}` : 'u.date';
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER, max(${period}), min({'file': u.file, 'line': r.line}), ${keys.join(', ')}
     FROM read_parquet([${[...new Set(paths)].map(quoteText).join(', ')}], filename = true) r
     JOIN (VALUES ${files.join(', ')}) u(file, upload, filename, date) USING (upload, filename)
     GROUP BY ${keys.join(', ')} ORDER BY ${keys.join(', ')}`,
  );
  const rows = reader.getRowsJson().map(([rows, newest, first, ...texts]): PlaceRow => {
    const { file, line } = Object(first);
    const words = texts.map(text => (text === null ? null : String(text)));
    const [cells, values] = [words.slice(0, levels.length), words.slice(levels.length)];
    const { key = '' } = uploads[Number(file)] ?? {};
    return { cells, values, rows: Number(rows), newest: String(newest ?? ''), key, line: Number(line) };
  });
  await work.put(kept, await pack({ name, rows }));
  return rows;
}
