import type { CsvTable } from '../../../functions/contract/csv.ts';
import { heldOn } from '../../../functions/measures/held-back.ts';
import { addDays, daysBetween } from '../../../functions/measures/periods.ts';
import { rank } from '../../../functions/measures/rank.ts';
import type { View } from '../../address/choices.ts';
import { searchText } from '../../address/codec.ts';
import { element } from '../../controls/element.ts';
import { formatCell, type TableRemarks } from '../../controls/table-rows.ts';
import type { Exportable } from '../../export/exportable.ts';
import { derivedLabel, measureTitle } from '../../format/measures.ts';
import { readableSentence } from '../../format/sentences.ts';
import type { TabContext } from '../view.ts';
import { viewSearch } from './address.ts';
import { titleOf } from './headline.ts';
import { LACKING_MARK, lackingNote } from './held-back.ts';
import { type Shown, topPlaces } from './model.ts';

export interface MapExportableParts {
  readonly context: TabContext;
  /** What the page shows. Throws if it shows nothing yet. */
  readonly shown: () => Shown;
  readonly read: (view: View) => Promise<Shown>;
}

/** The exports of the map: a picture, its days as a video, its data. */
export function mapExportable({ context, shown, read }: MapExportableParts): Exportable {
  const { snapshot } = context.published;
  return {
    fileName: () => {
      const { map, measure, change, per, smooth, date } = shown().view;
      const derived = [per === null ? '' : `per-${per}`, smooth > 1 ? `${smooth}-days` : ''].filter(
        part => part !== '',
      );
      return [snapshot.dataset, map, measure, change, ...derived, date].join('-');
    },
    title: () => titleOf(shown()),
    picture: async () => (await import('./picture.ts')).mapPicture(shown()),
    table: () => mapTable(shown()),
    remarks: () => mapRemarks(shown(), mapTable(shown()).columns),
    address: () => {
      const address = new URL(context.addressOf('map', viewSearch(shown().view, snapshot)), location.href);
      address.searchParams.delete('embed');
      return address.origin + address.pathname + searchText(address.searchParams);
    },
    call: () => new URL(mapCall(shown(), context.published.id), location.href).href,
    video: () => {
      const { view, session } = shown();
      const { firstDate, lastDate } = session.data.map;
      const canvas = element('canvas');
      return {
        canvas,
        length: daysBetween(firstDate, lastDate) + 1,
        framesPerSecond: view.speed,
        draw: async index => {
          const { mapPicture } = await import('./picture.ts');
          const next = await read({ ...view, date: addDays(firstDate, index) });
          next.session.data.figures.prefetch(view.measure, next.view.date);
          mapPicture(next, { pixelRatio: 1, canvas });
        },
      };
    },
  };
}

/**
 * Every place of the map on the day, largest value first; those without a value at the end. The second column is the
 * value that the map shows. A file has the same bytes for every visitor, whatever the language.
 */
export function mapTable({ session, view, measure, day, values }: Shown): CsvTable {
  const { places } = session.data;
  const derived = derivedLabel(view.per, view.smooth, String);
  const ranked = rank(places, ({ row }) => values[row] ?? null, Infinity);
  const without = places.filter(({ row }) => (values[row] ?? null) === null);
  const entries = [...ranked.map(({ rank, item }) => ({ rank, item })), ...without.map(item => ({ rank: null, item }))];
  const total = { title: measureTitle(measure, 'total'), of: (row: number) => day.total[row] ?? null };
  const fresh = { title: measureTitle(measure, 'new'), of: (row: number) => day.new[row] ?? null };
  const [asked, other] = view.change === 'new' ? [fresh, total] : [total, fresh];
  const shown = { title: `${asked.title} ${derived}`, of: (row: number) => values[row] ?? null };
  const [first, ...numbers] = derived === '' ? [asked, other] : [shown, asked, other];
  return {
    columns: ['Place', first.title, 'Rank', ...numbers.map(({ title }) => title), 'Population', 'Date', 'Region'],
    rows: entries.map(({ rank, item: { id, name, population, row } }) => [
      name,
      first.of(row),
      rank,
      ...numbers.map(({ of }) => of(row)),
      population,
      view.date,
      id,
    ]),
  };
}

const MOST_REASONS = 5;
/** Columns without values of the measure. */
const OTHERS = ['Rank', 'Region', 'Place', 'Population', 'Date'];

/** Marks the cells of places that are held back, and of sums that lack a part. */
export function mapRemarks(shown: Shown, columns: readonly string[]): TableRemarks {
  const { day, measure, view, heldBack, session } = shown;
  const region = columns.indexOf('Region');
  const byColumn = columns.map(title => {
    if (OTHERS.includes(title)) return null;
    if (title === measureTitle(measure, 'total')) return heldOn(day, view.date, 0);
    return title === measureTitle(measure, 'new') ? heldOn(day, view.date, 1) : heldBack;
  });
  const reasons = [...new Set([...heldOn(day, view.date, 1).held.values(), ...heldBack.held.values()])];
  const more = reasons.length - MOST_REASONS;
  const lacking = session.data.places.flatMap(place => lackingNote(shown, place) ?? []);
  return {
    cell: (row, column) => {
      const { held, lacks } = byColumn[column] ?? {};
      const [id, value = null] = [String(row[region]), row[column]];
      if (value === null) return held?.has(id) === true ? 'held back' : null;
      return lacks?.has(id) === true ? `${formatCell(value)} ${LACKING_MARK}` : null;
    },
    sentences: [
      ...reasons.slice(0, MOST_REASONS).map(reason => `Held back: ${readableSentence(reason)}.`),
      ...(more > 0 ? [`And ${more} more; “About” lists them all.`] : []),
      ...[...new Set(lacking)].map(words => `${LACKING_MARK} ${words}.`),
    ],
  };
}

/**
 * The path of the API that answers with what is shown, pinned to the snapshot: a ranking of all places, or, as rankings
 * are not smoothed, the series of the ten largest on one day.
 */
export function mapCall({ session, view, values }: Shown, snapshot: string): string {
  const { map, places } = session.data;
  const per: Record<string, string> = view.per === null ? {} : { per: String(view.per) };
  const { change, date, measure } = view;
  const common = { change, ...per, snapshot, format: 'csv' };
  const base = `/api/v1/datasets/${session.data.snapshot.dataset}`;
  if (view.smooth === 1) {
    const query = new URLSearchParams({ map: map.id, measure, date, limit: String(map.regionCount), ...common });
    return `${base}/ranking?${query}`;
  }
  const regions = topPlaces(places, values)
    .map(({ item }) => item.id)
    .join(',');
  const days = { smooth: String(view.smooth), from: date, to: date };
  const query = new URLSearchParams({ regions, measures: measure, ...days, ...common });
  return `${base}/series?${query}`.replaceAll('%2C', ',');
}
