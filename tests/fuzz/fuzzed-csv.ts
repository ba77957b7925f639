import { HEADINGS } from './expected-file.ts';

/** Draws from a seeded source. */
export interface Dice {
  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number;
  /** One of a list. */
  of<T>(list: readonly [T, ...T[]]): T;
}

export function diceOf(random: () => number): Dice {
  const below = (end: number) => Math.floor(random() * end);
  return { below, of: list => list[below(list.length)] ?? list[0] };
}

/** A file of the fuzzed table, most often right and then spoilt in a few places. */
export function fuzzedCsv(dice: Dice): Uint8Array {
  const newline = dice.of(['\n', '\n', '\n', '\r\n', '\r\n', '\r']);
  const names = dice.of<readonly string[]>([
    [HEADINGS.place, HEADINGS.count],
    [HEADINGS.place, HEADINGS.count, HEADINGS.more],
    [HEADINGS.count, HEADINGS.more, HEADINGS.place],
  ]);
  const rows = Array.from({ length: dice.below(12) + 1 }, () => names.map(name => cellOf(name, dice)).join(','));
  const ends = dice.of(['', newline, newline, `${newline}${newline}`, '\n']);
  const mark = dice.below(10) === 0 ? '\ufeff' : '';
  const bytes = Buffer.from(`${mark}${[names.join(','), ...rows].join(newline)}${ends}`);
  const times = dice.of([0, 0, 0, 1, 1, 2, 3, 8]);
  return Array.from({ length: times }).reduce((spoilt: Uint8Array) => mutated(spoilt, dice), bytes);
}

function cellOf(name: string, dice: Dice): string {
  if (name === HEADINGS.count) return dice.of(COUNTS);
  const text = dice.of(TEXTS);
  const quoted = /[",\r\n]/.test(text) || dice.below(5) === 0;
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}

const COUNTS = [
  '0',
  '1',
  '7',
  '42',
  '1000',
  '',
  ' 5',
  '6 ',
  '"8"',
  '""',
  '9007199254740991',
  '3.0',
  '012',
  '+4',
] as const;
const WRONG = [
  '-1',
  '2.5',
  'n/a',
  '1e3',
  '1_000',
  'NaN',
  'inf',
  '9007199254740992',
  '0x1f',
  '1 000',
  '"1,000"',
  '٣',
] as const;
const TEXTS = [
  'Italy',
  'Île-de-France',
  'a,b',
  'say "so"',
  'two\nlines',
  '',
  ' blank ',
  "o'clock",
  '=1+1',
  '日本',
  '"',
  ',',
  'NULL',
  'x\\',
  '#',
] as const;
const BITS = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\0',
  '\t',
  '\\',
  ',,',
  '"\n',
  '\n"',
  '","',
  '\u2028',
  '\ufeff',
  ';',
  ...WRONG,
] as const;

function mutated(bytes: Uint8Array, dice: Dice): Uint8Array {
  const at = dice.below(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const size = dice.below(Math.min(after.length, 20) + 1);
  switch (dice.below(8)) {
    case 0:
      return Buffer.concat([before, Buffer.from([dice.below(256)]), after]);
    case 1:
      return Buffer.concat([before, after.subarray(size)]);
    case 2:
      return Buffer.concat([before, after.subarray(0, size), after]);
    case 3:
      return before;
    case 4:
      return after;
    default:
      return Buffer.concat([before, Buffer.from(dice.of(BITS)), after]);
  }
}
