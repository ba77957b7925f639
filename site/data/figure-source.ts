import type { Latest } from '../../functions/contract/latest.ts';
import type { MapIndex, Piece } from '../../functions/contract/map-index.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { addDays } from '../../functions/measures/periods.ts';
import { type DayFigures, type DayWindow, type FirstDays, latestFigures, monthFigures } from './day-figures.ts';
import { type LastReports, lastReports } from './last-report.ts';
import type { Published } from './published.ts';

const RETRY_MS = 2000;

type Month = ReadonlyMap<string, DayFigures>;

/** The figures of a map by measure and day. Months are read when a day of theirs is first needed, and then kept. */
export interface FigureSource extends LastReports {
  /** A day and `lookback` days before it, if all of them are loaded. */
  readonly peek: (measure: string, date: string, lookback: number) => DayWindow | null;
  /** Reads what a day and `lookback` days before it need. */
  readonly read: (measure: string, date: string, lookback: number) => Promise<DayWindow>;
  /** Loads the month of a day and the one after it, before they are needed. */
  readonly prefetch: (measure: string, date: string) => void;
}

export function figureSource(published: Published, latest: Latest, indexId: string, firsts: FirstDays): FigureSource {
  let index: Promise<MapIndex> | null = null;
  const months = new Map<string, Promise<Month>>();
  const loaded = new Map<string, Month>();
  let retryAfter = 0;

  const peekDay = (measure: string, date: string): DayFigures | null | undefined => {
    if (date < firsts.map) return null;
    return date === latest.date ? latestFigures(latest, measure) : loaded.get(monthKey(measure, date))?.get(date);
  };

  const peek: FigureSource['peek'] = (measure, date, lookback) => {
    const days: (DayFigures | null)[] = [];
    for (let back = lookback; back >= 0; back -= 1) {
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
    const month = months.get(key) ?? published.readFrames(piece.blob).then(frames => monthFigures(frames, firsts));
    months.set(key, month);
    month.then(
      figures => loaded.set(key, figures),
      () => months.delete(key),
    );
    return month;
  };

  const read: FigureSource['read'] = async (measure, date, lookback) => {
    const first = addDays(date, -lookback);
    const ready = peek(measure, date, lookback);
    if (ready === null) await readMonths(measure, piecesWithin(await piecesOf(measure), first, date));
    const days = ready ?? peek(measure, date, lookback);
    if (days === null) throw new Problem('malformed', `the frames of ${measure} leave out a day up to ${date}`);
    readAround(measure, first, date).catch(() => undefined);
    return days;
  };

  const readMonths = (measure: string, pieces: readonly (Piece | undefined)[]) =>
    Promise.all(pieces.map(piece => piece && readMonth(measure, piece)));

  /** Reads the months of some days, and the ones before and after them. */
  const readAround = async (measure: string, first: string, last: string): Promise<void> => {
    const pieces = await piecesOf(measure);
    const before = pieces.findLast(({ lastDate }) => lastDate < first);
    await readMonths(measure, [before, ...piecesWithin(pieces, first, last), pieceAfter(pieces, last)]);
  };

  const prefetch: FigureSource['prefetch'] = (measure, date) => {
    // A player asks in every frame: after a failure its calls are ignored for a while.
    if (performance.now() < retryAfter) return;
    piecesOf(measure)
      .then(pieces => {
        const here = pieces.find(({ lastDate }) => date <= lastDate);
        return readMonths(measure, [here, pieceAfter(pieces, here?.lastDate ?? date)]);
      })
      .catch(() => {
        retryAfter = performance.now() + RETRY_MS;
      });
  };

  const readMonthOf = async (measure: string, date: string): Promise<boolean> => {
    const [piece] = piecesWithin(await piecesOf(measure), date, date);
    if (piece !== undefined) await readMonth(measure, piece);
    return piece !== undefined;
  };

  return { peek, read, prefetch, ...lastReports({ peek: peekDay, readMonthOf }, firsts) };
}

function piecesWithin(pieces: readonly Piece[], first: string, last: string): readonly Piece[] {
  return pieces.filter(({ firstDate, lastDate }) => firstDate <= last && first <= lastDate);
}

function pieceAfter(pieces: readonly Piece[], date: string): Piece | undefined {
  return pieces.find(({ firstDate }) => firstDate > date);
}

function monthKey(measure: string, date: string): string {
  return `${measure} ${date.slice(0, 7)}`;
}
