import type { Latest } from '../../functions/contract/latest.ts';
import type { MapIndex, Piece } from '../../functions/contract/map-index.ts';
import { Problem } from '../../functions/contract/problem.ts';
import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { KINDS } from '../../functions/measures/kinds.ts';
import { addPeriods } from '../../functions/measures/periods.ts';
import {
  type DayFigures,
  type DayWindow,
  type FirstDays,
  latestFigures,
  monthFigures,
  type StoredForm,
} from './day-figures.ts';
import { type LastReports, lastReports } from './last-report.ts';
import type { Published } from './published.ts';

const RETRY_MS = 2000;

/** The figures of one piece: the periods that one blob covers, such as a month of days. */
type Month = ReadonlyMap<string, DayFigures>;

/** The figures of a map by measure and period. Pieces are read when a period of theirs is first needed, and then kept. */
export interface FigureSource extends LastReports {
  /** A day and `lookback` days before it, if all of them are loaded. */
  readonly peek: (measure: string, date: string, lookback: number) => DayWindow | null;
  /** Reads what a day and `lookback` days before it need. */
  readonly read: (measure: string, date: string, lookback: number) => Promise<DayWindow>;
  /** Loads the month of a day and the one after it, before they are needed. */
  readonly prefetch: (measure: string, date: string) => void;
}

export function figureSource(published: Published, latest: Latest, indexId: string, firsts: FirstDays): FigureSource {
  const { snapshot } = published;
  const calendar = snapshot.period;
  let index: Promise<MapIndex> | null = null;
  const months = new Map<string, Promise<Month>>();
  /** By measure: the figures of every period that is loaded. */
  const loaded = new Map<string, Map<string, DayFigures>>();
  let retryAfter = 0;

  const peekDay = (measure: string, date: string): DayFigures | null | undefined => {
    if (date < firsts.map) return null;
    if (date === latest.date) return latestFigures(latest, measure, storedForm(snapshot, measure));
    return loaded.get(measure)?.get(date);
  };

  const peek: FigureSource['peek'] = (measure, date, lookback) => {
    const days: (DayFigures | null)[] = [];
    for (let back = lookback; back >= 0; back -= 1) {
      const day = peekDay(measure, back === 0 ? date : addPeriods(date, -back, calendar));
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
    const key = `${measure} ${piece.firstDate}`;
    const form = storedForm(snapshot, measure);
    const month =
      months.get(key) ?? published.readFrames(piece.blob).then(frames => monthFigures(frames, firsts, form));
    months.set(key, month);
    month.then(
      figures => {
        const known = loaded.get(measure) ?? new Map<string, DayFigures>();
        loaded.set(measure, known);
        for (const [date, day] of figures) known.set(date, day);
      },
      () => months.delete(key),
    );
    return month;
  };

  const read: FigureSource['read'] = async (measure, date, lookback) => {
    const first = addPeriods(date, -lookback, calendar);
    const ready = peek(measure, date, lookback);
    if (ready === null) await readMonths(measure, piecesWithin(await piecesOf(measure), first, date));
    const days = ready ?? peek(measure, date, lookback);
    if (days === null) throw new Problem('malformed', `the frames of ${measure} leave out a period up to ${date}`);
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

  return { peek, read, prefetch, ...lastReports({ peek: peekDay, readMonthOf }, firsts, calendar) };
}

function piecesWithin(pieces: readonly Piece[], first: string, last: string): readonly Piece[] {
  return pieces.filter(({ firstDate, lastDate }) => firstDate <= last && first <= lastDate);
}

function pieceAfter(pieces: readonly Piece[], date: string): Piece | undefined {
  return pieces.find(({ firstDate }) => firstDate > date);
}

/** @param key of a measure, with its chosen dimensions */
export function storedForm({ measures, period }: Pick<Snapshot, 'measures' | 'period'>, key: string): StoredForm {
  const measure = measures.find(({ id }) => key === id || key.startsWith(`${id};`));
  const { decimals = 0, kind = 'cumulative' } = measure ?? {};
  return { calendar: period, decimals, isFlow: KINDS[kind].isFlow };
}
