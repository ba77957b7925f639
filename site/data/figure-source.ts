import type { Latest } from '../../functions/contract/latest.ts';
import type { MapIndex, Piece } from '../../functions/contract/map-index.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { type DayFigures, latestFigures } from './day-figures.ts';
import { type FirstDays, monthFigures } from './month-figures.ts';
import type { Published } from './published.ts';

type Month = ReadonlyMap<string, DayFigures>;

/** The figures of a map by measure and day. Months are read when a day of theirs is first wanted, and then kept. */
export interface FigureSource {
  /** What is at hand without waiting. */
  readonly peek: (measure: string, date: string) => DayFigures | null;
  /** Reads the month of a day, and asks for the months beside it. */
  readonly read: (measure: string, date: string) => Promise<DayFigures>;
}

export function figureSource(published: Published, latest: Latest, indexId: string, firsts: FirstDays): FigureSource {
  let index: Promise<MapIndex> | null = null;
  const months = new Map<string, Promise<Month>>();
  const decoded = new Map<string, Month>();

  const peek = (measure: string, date: string) =>
    date === latest.date ? latestFigures(latest, measure) : (decoded.get(monthKey(measure, date))?.get(date) ?? null);

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

  const read = async (measure: string, date: string) => {
    const ready = peek(measure, date);
    index ??= published.readMapIndex(indexId);
    index.catch(() => {
      index = null;
    });
    const pieces = (await index).frames[measure] ?? [];
    const at = pieces.findIndex(({ firstDate, lastDate }) => firstDate <= date && date <= lastDate);
    const piece = pieces[at];
    if (piece === undefined) throw new Problem('malformed', `no frames of ${measure} hold ${date}`);
    const figures = ready ?? (await readMonth(measure, piece)).get(date);
    for (const beside of [pieces[at - 1], pieces[at + 1], piece])
      if (beside) readMonth(measure, beside).catch(() => undefined);
    if (figures === undefined) throw new Problem('malformed', `the frames of ${measure} leave out ${date}`);
    return figures;
  };

  return { peek, read };
}

function monthKey(measure: string, date: string): string {
  return `${measure} ${date.slice(0, 7)}`;
}
