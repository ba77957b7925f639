import type { Latest } from '../../functions/contract/latest.ts';
import type { MapIndex, Piece } from '../../functions/contract/map-index.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { addDays } from '../../functions/measures/calendar.ts';
import { type DayFigures, latestFigures } from './day-figures.ts';
import { type FirstDays, monthFigures } from './month-figures.ts';
import type { Published } from './published.ts';

const RETRY_MS = 2000;

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

  return { peek, read, ahead };
}

function pieceAfter(pieces: readonly Piece[], date: string): Piece | undefined {
  return pieces.find(({ firstDate }) => firstDate > date);
}

function monthKey(measure: string, date: string): string {
  return `${measure} ${date.slice(0, 7)}`;
}
