import { type Maybe, totalsOfRow } from '../../functions/contract/changes.ts';
import type { Frames } from '../../functions/contract/frames.ts';
import { type HeldBack, NOTHING_HELD } from '../../functions/contract/held.ts';
import type { Latest } from '../../functions/contract/latest.ts';
import type { MapIndex, Piece } from '../../functions/contract/map-index.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { newValues } from '../../functions/measures/new-values.ts';
import { addDays, daysBetween } from '../../functions/measures/periods.ts';
import type { Place } from './places.ts';
import type { Published } from './published.ts';

const RETRY_MS = 2000;
/** A place that has been silent for longer is only said to have no report. */
const MAX_MONTHS_BACK = 6;

type Month = ReadonlyMap<string, DayFigures>;

/** A day with the days before it, oldest first; null for a day before the map's first. */
export type DayWindow = readonly (DayFigures | null)[];

/** The figures of a map by measure and day. Months are read when a day of theirs is first wanted, and then kept. */
export interface FigureSource {
  /** A day and `lead` days before it, where all are at hand without waiting. */
  readonly peek: (measure: string, date: string, lead: number) => DayWindow | null;
  /** Reads what a day and `lead` days before it need. */
  readonly read: (measure: string, date: string, lead: number) => Promise<DayWindow>;
  /** Asks for the month of a day and the one after it, ahead of their being wanted. */
  readonly ahead: (measure: string, date: string) => void;
  /** The newest report of a row before a day; null where there is none, undefined where more months must be read. */
  readonly lastReport: (measure: string, row: number, date: string) => LastReport | null | undefined;
  /** Reads the months before a day, newest first, until one has a report of a row; after a few it gives up. */
  readonly readLastReport: (measure: string, row: number, date: string) => Promise<void>;
}

export interface LastReport {
  readonly date: string;
  readonly total: number;
}

export function figureSource(published: Published, latest: Latest, indexId: string, firsts: FirstDays): FigureSource {
  let index: Promise<MapIndex> | null = null;
  const months = new Map<string, Promise<Month>>();
  const decoded = new Map<string, Month>();
  let deafUntil = 0;

  const peekDay = (measure: string, date: string): DayFigures | null | undefined => {
    if (date < firsts.map) return null;
    return date === latest.date ? latestFigures(latest, measure) : decoded.get(monthKey(measure, date))?.get(date);
  };

  const peek: FigureSource['peek'] = (measure, date, lead) => {
    const days: (DayFigures | null)[] = [];
    for (let back = lead; back >= 0; back -= 1) {
      const day = peekDay(measure, back === 0 ? date : addDays(date, -back));
      if (day === undefined) return null;
      days.push(day);
    }
    return days;
  };

  const piecesOf = async (measure: string): Promise<readonly Piece[]> => {
    index ??= published.readMapIndex(indexId);
    index.catch(() => {
      index = null;
    });
    return (await index).frames[measure] ?? [];
  };

  const readMonth = (measure: string, piece: Piece): Promise<Month> => {
    const key = monthKey(measure, piece.firstDate);
    const wanted = months.get(key) ?? published.readFrames(piece.blob).then(frames => monthFigures(frames, firsts));
    months.set(key, wanted);
    wanted.then(
      month => decoded.set(key, month),
      () => months.delete(key),
    );
    return wanted;
  };

  const read: FigureSource['read'] = async (measure, date, lead) => {
    const first = addDays(date, -lead);
    const ready = peek(measure, date, lead);
    if (ready === null) {
      const needed = (await piecesOf(measure)).filter(piece => piece.firstDate <= date && first <= piece.lastDate);
      await Promise.all(needed.map(piece => readMonth(measure, piece)));
    }
    const days = ready ?? peek(measure, date, lead);
    if (days === null) throw new Problem('malformed', `the frames of ${measure} leave out a day up to ${date}`);
    readBeside(measure, first, date).catch(() => undefined);
    return days;
  };

  /** Brings the months of some days near, and those beside them. */
  const readBeside = async (measure: string, first: string, last: string): Promise<void> => {
    const pieces = await piecesOf(measure);
    const before = pieces.findLast(({ lastDate }) => lastDate < first);
    const within = pieces.filter(({ firstDate, lastDate }) => firstDate <= last && first <= lastDate);
    const wanted = [before, ...within, pieceAfter(pieces, last)];
    await Promise.all(wanted.map(piece => piece && readMonth(measure, piece)));
  };

  const ahead: FigureSource['ahead'] = (measure, date) => {
    // A player asks in every frame: after a failure it is heard again a while later.
    if (performance.now() < deafUntil) return;
    piecesOf(measure)
      .then(pieces => {
        const here = pieces.find(({ lastDate }) => date <= lastDate);
        const wanted = [here, pieceAfter(pieces, here?.lastDate ?? date)];
        return Promise.all(wanted.map(piece => piece && readMonth(measure, piece)));
      })
      .catch(() => {
        deafUntil = performance.now() + RETRY_MS;
      });
  };

  /** Walks back from a day to the newest report of a row, or to the first day that is not at hand. */
  const walkBack = (measure: string, row: number, date: string): LastReport | string | null => {
    const first = firsts.regions[row] ?? firsts.map;
    for (let at = addDays(date, -1); at >= first; at = addDays(at, -1)) {
      const day = peekDay(measure, at);
      if (day === undefined) return at;
      const total = day?.total[row] ?? null;
      if (total !== null) return { date: at, total };
    }
    return null;
  };
  const lastReport: FigureSource['lastReport'] = (...of) => {
    const found = walkBack(...of);
    return typeof found === 'string' ? undefined : found;
  };
  const readLastReport: FigureSource['readLastReport'] = async (measure, row, date) => {
    for (let months = 0; months < MAX_MONTHS_BACK; months += 1) {
      const missing = walkBack(measure, row, date);
      if (typeof missing !== 'string') return;
      const piece = (await piecesOf(measure)).find(
        ({ firstDate, lastDate }) => firstDate <= missing && missing <= lastDate,
      );
      if (piece === undefined) return;
      await readMonth(measure, piece);
    }
  };

  return { peek, read, ahead, lastReport, readLastReport };
}

function pieceAfter(pieces: readonly Piece[], date: string): Piece | undefined {
  return pieces.find(({ firstDate }) => firstDate > date);
}

function monthKey(measure: string, date: string): string {
  return `${measure} ${date.slice(0, 7)}`;
}

/**
 * One measure of a map on one day, by row; shorter than the map's rows where the last regions were not known yet. What was
 * held back or lacks is that of the day and of the one before, which `new` starts from.
 */
export interface DayFigures extends HeldBack {
  readonly date: string;
  readonly total: readonly Maybe[];
  /** Total less the total of the day before. */
  readonly new: readonly Maybe[];
}

/** The newest day, as the latest blob has it. */
function latestFigures(latest: Latest, measure: string): DayFigures {
  const columns = latest.measures[measure];
  const { total = [], new: fresh = [], held = [], lacks = [] } = columns ?? {};
  return { date: latest.date, total, new: fresh, held, lacks };
}

/** The value of a place in a column; of several places that one shape stands for their sum, null where one has none. */
export function valueIn(column: readonly Maybe[], { row, parts }: Place): Maybe {
  if (parts === undefined) return column[row] ?? null;
  let sum = 0;
  for (const part of parts) {
    const value = column[part.row] ?? null;
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

/** The sum of what is known; null where nothing is. */
export function sumOf(values: readonly Maybe[]): Maybe {
  let sum: Maybe = null;
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}

/** The days of the first records, of the regions by row and of the whole map. */
interface FirstDays {
  readonly regions: readonly string[];
  readonly map: string;
}

/** Every day of one month of frames, decoded: by date, the totals and what was new. */
export function monthFigures(frames: Frames, firsts: FirstDays): ReadonlyMap<string, DayFigures> {
  const { dates, base } = frames;
  const start = dates[0];
  if (start === undefined) return new Map();
  const days = dates.map(date => ({
    date,
    total: new Array<Maybe>(base.length),
    new: new Array<Maybe>(base.length),
    ...heldNear(frames, date),
  }));
  // Every list of totals begins with the day before the month, so that its first day has something to differ from.
  const indexOf = (date: string) => daysBetween(start, date) + 1;
  const mapFirst = indexOf(firsts.map);

  base.forEach((before, index) => {
    const totals = [before, ...totalsOfRow(frames, index, dates.length)];
    const first = indexOf(firsts.regions[index] ?? start);
    const fresh = newValues(totals, { first, mapFirst });
    days.forEach((day, at) => {
      day.total[index] = totals[at + 1] ?? null;
      day.new[index] = fresh[at + 1] ?? null;
    });
  });
  return new Map(days.map(day => [day.date, day]));
}

/** The entries of a day and of the one before. */
function heldNear({ held, lacks }: HeldBack, date: string): HeldBack {
  if (held.length === 0 && lacks.length === 0) return NOTHING_HELD;
  const before = addDays(date, -1);
  const isNear = ({ period }: { readonly period: string }) => period === date || period === before;
  return { held: held.filter(isNear), lacks: lacks.filter(isNear) };
}
