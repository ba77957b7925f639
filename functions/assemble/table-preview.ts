import type { Cell, ColumnProfile, TableColumn, TableFile } from '../contract/table.ts';
import { frame, MAX_PREVIEW_BYTES, PALE, PREVIEW_HEIGHT, PREVIEW_WIDTH } from './preview.ts';

const MAX_COLUMNS = 4;
const MAX_ROWS = 5;
const MAX_BARS = 24;
const GAP = 10;

/** In light, and in dark, by class. */
const INK = { light: '#1b1a17', dark: '#f2f0ea' } as const;
const SOFT = { light: '#5d594f', dark: '#aaa89f' } as const;
const BAR = { light: '#c99aac', dark: '#8a5560' } as const;
const FIRST = { light: '#8c2d4f', dark: '#f39a84' } as const;
const DARK = [
  `.t{fill:${INK.dark}}`,
  `.s{fill:${SOFT.dark}}`,
  `.h{fill:${BAR.dark}}`,
  `.f{fill:${FIRST.dark}}`,
  `.q{fill:${PALE.dark}}`,
];

/**
 * A picture of a table for its card, the same for the same table: histograms where nearly all columns are numbers, else
 * the first rows of its first columns under a small chart of each.
 */
export function tablePreview({ columns, firstRows }: TableFile): string {
  const numbers = columns.filter(({ profile }) => isNumeric(profile));
  const others = columns.filter(column => !numbers.includes(column));
  const hasOnlyNumbers = numbers.length >= 3 && others.every(({ category, type }) => category || type === 'boolean');
  const draw = (count: number) =>
    frame(hasOnlyNumbers ? histograms(numbers.slice(0, count)) : rowsOf(columns.slice(0, count), firstRows), DARK);
  // Only names of letters that take many bytes each are ever too long.
  for (let count = MAX_COLUMNS; count > 1; count--) {
    const svg = draw(count);
    if (Buffer.byteLength(svg) <= MAX_PREVIEW_BYTES) return svg;
  }
  return draw(1);
}

function isNumeric({ histogram, mean }: ColumnProfile): boolean {
  return histogram !== null && mean !== null;
}

function histograms(columns: readonly TableColumn[]): string[] {
  const across = columns.length > 1 ? 2 : 1;
  const down = Math.ceil(columns.length / across);
  const width = (PREVIEW_WIDTH - GAP * (across - 1)) / across;
  const height = PREVIEW_HEIGHT / down;
  return columns.flatMap(({ name, unit, profile }, at) => {
    const [x, y] = [(at % across) * (width + GAP), Math.floor(at / across) * height];
    const [least, most] = [profile.min, profile.max].map(value => (value === null ? '' : written(value)));
    return [
      text(name, { x, y: y + 11, width, isBold: true }),
      bars(profile, { x, y: y + 16, width, height: height - 34 }),
      text(least ?? '', { x, y: y + height - 7, width: width / 2, isSoft: true }),
      text(`${most}${unit === null ? '' : ` ${unit}`}`, {
        x,
        y: y + height - 7,
        width: width / 2,
        isSoft: true,
        end: x + width,
      }),
    ];
  });
}

/** The first rows under the name and a small chart of each column. */
function rowsOf(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): string[] {
  const width = (PREVIEW_WIDTH - GAP * (columns.length - 1)) / columns.length;
  const step = 21;
  const top = PREVIEW_HEIGHT - MAX_ROWS * step;
  const lines = Array.from({ length: MAX_ROWS }, (_, at) => `M0 ${top + at * step}H${PREVIEW_WIDTH}`);
  const parts = [`<path class="p" stroke="${PALE.light}" d="${lines.join('')}"/>`];
  for (const [at, column] of columns.entries()) {
    const x = Math.round(at * (width + GAP));
    parts.push(text(column.name, { x, y: 12, width, isBold: true }));
    parts.push(
      isNumeric(column.profile)
        ? bars(column.profile, { x, y: 20, width, height: 36 })
        : shares(column.profile, x, width),
    );
    for (const [row, cells] of rows.slice(0, MAX_ROWS).entries()) {
      const cell = cells[at] ?? null;
      const end = typeof cell === 'number' ? { end: Math.round(x + width) } : {};
      parts.push(text(cell === null ? '–' : written(cell), { x, y: top + 15 + row * step, width, ...end }));
    }
  }
  return parts;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A histogram as one path, on its axis. */
function bars({ histogram }: ColumnProfile, { x, y, width, height }: Box): string {
  const counts = histogram?.counts ?? [];
  const per = Math.max(1, Math.ceil(counts.length / MAX_BARS));
  const merged = Array.from({ length: Math.ceil(counts.length / per) }, (_, at) =>
    counts.slice(at * per, (at + 1) * per).reduce((sum, count) => sum + count, 0),
  );
  const most = Math.max(1, ...merged);
  const each = width / Math.max(1, merged.length);
  const d = merged.flatMap((count, at) => {
    const tall = (count / most) * height;
    if (count === 0) return [];
    return [
      `M${short(x + at * each)} ${short(y + height)}v-${short(Math.max(0.8, tall))}h${short(each * 0.86)}V${short(y + height)}z`,
    ];
  });
  const axis = `<path class="p" stroke="${PALE.light}" d="M${short(x)} ${short(y + height + 0.5)}h${short(width)}"/>`;
  return `<path class="h" fill="${BAR.light}" d="${d.join('')}"/>${axis}`;
}

/** What part of all values the most frequent three have. */
function shares({ top, count }: ColumnProfile, x: number, width: number): string {
  let from = x;
  return top
    .slice(0, 3)
    .map((value, at) => {
      const part = count === 0 ? 0 : (value.count / count) * width;
      const [name, color] = [
        ['f', FIRST.light],
        ['h', BAR.light],
        ['q', PALE.light],
      ][at] ?? ['q', PALE.light];
      const rect = `<path class="${name}" fill="${color}" d="M${short(from)} 38h${short(Math.max(0.5, part - 1))}v14H${short(from)}z"/>`;
      from += part;
      return rect;
    })
    .join('');
}

interface TextLook {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly isBold?: boolean;
  readonly isSoft?: boolean;
  /** Where it ends, if it is not to begin at `x`. */
  readonly end?: number;
}

const FONT = 'font-family="system-ui,sans-serif" font-size="10.5"';
/** A letter of average width, of this font size. */
const LETTER = 5.9;

function text(words: string, { x, y, width, isBold = false, isSoft = false, end }: TextLook): string {
  const letters = [...words.replaceAll(/[\p{C}\s]+/gu, ' ').trim()];
  const most = Math.max(1, Math.floor(width / (isBold ? LETTER + 0.4 : LETTER)));
  const fitting = letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
  if (fitting === '') return '';
  const [name, color] = isSoft ? ['s', SOFT.light] : ['t', INK.light];
  const place = end === undefined ? `x="${short(x)}"` : `x="${short(end)}" text-anchor="end"`;
  const weight = isBold ? ' font-weight="600"' : '';
  return `<text class="${name}" fill="${color}" ${FONT}${weight} ${place} y="${short(y)}">${escaped(fitting)}</text>`;
}

/** The same everywhere: a picture does not know who looks at it. */
function written(cell: NonNullable<Cell>): string {
  if (typeof cell !== 'number') return String(cell);
  const rounded = Number(cell.toPrecision(6));
  return Math.abs(rounded) < 1e9 && (rounded === 0 || Math.abs(rounded) >= 1e-4)
    ? rounded.toLocaleString('en-US', { maximumFractionDigits: 6, useGrouping: Math.abs(rounded) >= 10_000 })
    : rounded.toExponential(2);
}

function escaped(words: string): string {
  return words.replaceAll(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
