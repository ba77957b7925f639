import type { DeclaredColumn } from '../contract/dataset.ts';
import type { RecognizedColumn } from '../contract/recognized.ts';
import type { ColumnType } from '../contract/table.ts';
import { quoteName } from '../engine/engine.ts';
import { type Candidate, NONE } from './column-candidates.ts';
import { countAll, type Facts, type Fit, isFit, type Source } from './column-facts.ts';
import { isFilled, typedCell } from './column-readings.ts';
import { LARGEST_COUNT, MAX_DECIMALS, shortened } from './column-types.ts';
import { unfit } from './unfit.ts';

/** The columns that a descriptor declares, by name. */
export type DeclaredColumns = Readonly<Record<string, DeclaredColumn>>;

export const DECLARED = 'The descriptor says so.';

type Declared = { readonly type: ColumnType; readonly order: DeclaredColumn['order'] };

/** A column as it is declared; null for text. Throws `bad-input`, with the value and its row, for one that it cannot have. */
export async function declaredColumn(
  { name, nearest }: Facts,
  declared: Declared,
  source: Source,
): Promise<RecognizedColumn | null> {
  const { type } = declared;
  if (type === 'text') return null;
  const readings = readingsAs(name, declared, nearest?.reading.unit ?? null);
  const fits = await countAll(readings, source);
  const isEmpty = fits.every(({ read, unread }) => read === 0 && unread === 0);
  const fit = fits.find(fit => isEmpty || (isFit(fit) && isOfType(fit, type)));
  if (fit === undefined) throw await misfit(fits, declared, source);
  const { unit, decimalMark, dateOrder, missing } = fit.reading;
  const decimals = type === 'decimal' ? Math.min(MAX_DECIMALS, fit.decimals) : 0;
  const found = { name, publishedAs: null, type, unit, decimalMark, dateOrder, decimals };
  return { ...found, category: false, missing: [...missing], why: DECLARED };
}

const LOCAL_ORDERS = ['iso', 'day first', 'month first'] as const;

function readingsAs(name: string, { type, order }: Declared, unit: string | null): Candidate[] {
  const base = { name, unit: null, decimalMark: 'point', dateOrder: 'iso', missing: NONE } as const;
  switch (type) {
    case 'integer':
    case 'decimal': {
      const number = { ...base, type: 'decimal', unit } as const;
      return [
        { ...number, step: 'point' },
        { ...number, step: 'comma', decimalMark: 'comma' },
      ];
    }
    case 'date':
    case 'timestamp':
      return (order === null ? LOCAL_ORDERS : [order]).map(dateOrder => ({ ...base, dateOrder, type, step: type }));
    case 'boolean':
      return [{ ...base, type, step: type }];
    case 'text':
      return [];
  }
}

function isOfType({ whole, read, largest }: Fit, type: ColumnType): boolean {
  return type !== 'integer' || (whole === read && largest <= LARGEST_COUNT);
}

/** Names the first value that the best-fitting reading cannot read. */
async function misfit(fits: readonly Fit[], { type, order }: Declared, { connection, all }: Source) {
  const [most] = fits.toSorted((a, b) => b.read - a.read);
  const what = `${type}${order === null ? '' : `, ${order}`}`;
  const { reading } = most ?? {};
  if (reading === undefined) return unfit(`a column must be ${what}`);
  const cell = quoteName(reading.name);
  const value = typedCell(reading);
  const isWrong =
    type === 'integer'
      ? `(${value}) IS NULL OR floor(${value}) <> ${value} OR abs(${value}) > ${LARGEST_COUNT}`
      : `(${value}) IS NULL`;
  const reader = await connection.runAndReadAll(
    `SELECT ${cell}, (_row + 1)::DOUBLE FROM ${all} WHERE ${isFilled(reading.name, NONE)} AND (${isWrong}) ORDER BY _row LIMIT 1`,
  );
  const [text = '', row = 0] = reader.getRows()[0] ?? [];
  const found = `found "${shortened(String(text))}" in row ${Number(row).toLocaleString('en')}`;
  return unfit(`the column "${reading.name}" must be ${what}, as the descriptor says; ${found}`);
}
