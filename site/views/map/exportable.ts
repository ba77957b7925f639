import type { CsvTable } from '../../../functions/contract/csv.ts';
import { heldOn } from '../../../functions/measures/held-back.ts';
import { addPeriods, periodsBetween } from '../../../functions/measures/periods.ts';
import { rank } from '../../../functions/measures/rank.ts';
import { keyOf, type View } from '../../address/choices.ts';
import { searchText } from '../../address/codec.ts';
import { dimensionParameters } from '../../address/dimensions.ts';
import { element } from '../../controls/element.ts';
import { formatCell, type TableRemarks } from '../../controls/table-rows.ts';
import type { Exportable } from '../../export/exportable.ts';
import { choiceLabel, derivedLabel, measureTitle } from '../../format/measures.ts';
import { periodNoun } from '../../format/periods.ts';
import { readableSentence } from '../../format/sentences.ts';
import type { TabContext } from '../view.ts';
import { viewSearch } from './address.ts';
import { titleOf } from './headline.ts';
import { LACKING_MARK, lackingNote } from './held-back.ts';
import { calendarOf, type Shown, topOf } from './model.ts';

export interface MapExportableParts {
  readonly context: TabContext;
  /** What the page shows. Throws if it shows nothing yet. */
  readonly shown: () => Shown;
  readonly read: (view: View) => Promise<Shown>;
}

/** The exports of the map: a picture, its periods as a video, its data. */
export function mapExportable({ context, shown, read }: MapExportableParts): Exportable {
  const { snapshot } = context.published;
  return {
    fileName: () => {
      const { map, measure, dimensions, change, per, smooth, date } = shown().view;
      const choice = dimensionParameters(dimensions, snapshot.dimensions);
      const window = smooth > 1 ? `${smooth}-${periodNoun(snapshot.period)}s` : '';
      const derived = [...choice, per === null ? '' : `per-${per}`, window].filter(part => part !== '');
      const when = snapshot.period.unit === 'none' ? [] : [date];
      return [snapshot.dataset, map, measure, change, ...derived, ...when].join('-');
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
    ...(snapshot.period.unit === 'none' ? {} : { video }),
  };

  function video() {
    const { view, session } = shown();
    const { firstDate, lastDate } = session.data.map;
    const canvas = element('canvas');
    return {
      canvas,
      length: periodsBetween(firstDate, lastDate, snapshot.period) + 1,
      framesPerSecond: view.speed,
      draw: async (index: number) => {
        const { mapPicture } = await import('./picture.ts');
        const next = await read({ ...view, date: addPeriods(firstDate, index, snapshot.period) });
        next.session.data.figures.prefetch(keyOf(view, snapshot), next.view.date);
        mapPicture(next, { pixelRatio: 1, canvas });
      },
    };
  }
}

/** The header of the values of a measure in a file: `New confirmed`, `Unemployment rate (age: 0-17)`. */
function columnTitle({ session, view, measure }: Shown, change: View['change']): string {
  const unit = measure.unit === null ? '' : `, ${measure.unit}`;
  return measureTitle(measure, change) + unit + choiceLabel(view.dimensions, session.data.snapshot.dimensions);
}

/**
 * Every place of the map in the period, largest value first; those without a value at the end. The second column is the
 * value that the map shows. A file has the same bytes for every visitor, whatever the language.
 */
export function mapTable(shown: Shown): CsvTable {
  const { session, view, day, values } = shown;
  const { places, snapshot } = session.data;
  const derived = derivedLabel(view.per, view.smooth, { write: String, calendar: snapshot.period });
  const ranked = rank(places, ({ row }) => values[row] ?? null, Infinity);
  const without = places.filter(({ row }) => (values[row] ?? null) === null);
  const entries = [...ranked.map(({ rank, item }) => ({ rank, item })), ...without.map(item => ({ rank: null, item }))];
  const total = { title: columnTitle(shown, 'total'), of: (row: number) => day.total[row] ?? null };
  const fresh = { title: columnTitle(shown, 'new'), of: (row: number) => day.new[row] ?? null };
  const [asked, other] = view.change === 'new' ? [fresh, total] : [total, fresh];
  const derivedColumn = { title: `${asked.title} ${derived}`, of: (row: number) => values[row] ?? null };
  const [first, ...numbers] = derived === '' ? [asked, other] : [derivedColumn, asked, other];
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
  const { day, view, heldBack, session } = shown;
  const calendar = calendarOf(shown);
  const suppressed = new Set(session.data.places.filter(({ row }) => day.suppressed?.has(row)).map(({ id }) => id));
  const region = columns.indexOf('Region');
  const byColumn = columns.map(title => {
    if (OTHERS.includes(title)) return null;
    if (title === columnTitle(shown, 'total')) return heldOn(day, view.date, 0, calendar);
    return title === columnTitle(shown, 'new') ? heldOn(day, view.date, 1, calendar) : heldBack;
  });
  const reasons = [...new Set([...heldOn(day, view.date, 1, calendar).held.values(), ...heldBack.held.values()])];
  const more = reasons.length - MOST_REASONS;
  const lacking = session.data.places.flatMap(place => lackingNote(shown, place) ?? []);
  return {
    cell: (row, column) => {
      const { held, lacks } = byColumn[column] ?? {};
      const [id, value = null] = [String(row[region]), row[column]];
      if (value === null && held?.has(id) === true) return 'held back';
      if (value === null) return byColumn[column] !== null && suppressed.has(id) ? 'suppressed' : null;
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
export function mapCall(shown: Shown, snapshot: string): string {
  const { session, view } = shown;
  const { map } = session.data;
  const { dimensions, period } = session.data.snapshot;
  const per: Record<string, string> = view.per === null ? {} : { per: String(view.per) };
  const { change, date, measure } = view;
  const chosen = dimensionParameters(view.dimensions, dimensions).map(text => ['dimension', text]);
  const at = period.unit === 'none' ? {} : { date };
  const common = { change, ...per, snapshot, format: 'csv' };
  const base = `/api/v1/datasets/${session.data.snapshot.dataset}`;
  if (view.smooth === 1) {
    const asked = { map: map.id, measure, ...at, limit: String(map.regionCount), ...common };
    return `${base}/ranking?${new URLSearchParams([...Object.entries(asked), ...chosen])}`;
  }
  const regions = topOf(shown)
    .map(({ item }) => item.id)
    .join(',');
  const days = { smooth: String(view.smooth), from: date, to: date };
  const query = new URLSearchParams([...Object.entries({ regions, measures: measure, ...days, ...common }), ...chosen]);
  return `${base}/series?${query}`.replaceAll('%2C', ',');
}
