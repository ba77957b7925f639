import { isPeriodOf } from '../../../functions/contract/period.ts';
import type { MapDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { addPeriods, periodsBetween } from '../../../functions/measures/periods.ts';
import {
  CHANGES,
  isPerCapita,
  mapOf,
  PER_PEOPLE,
  SCALES,
  SPEEDS,
  smoothWindows,
  standardView,
  type View,
  viewOfMeasure,
} from '../../address/choices.ts';
import { type Codec, choiceField, codec, listField, type ViewRead } from '../../address/codec.ts';
import { dimensionFields } from '../../address/dimensions.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { countedPeriods, formatPeriod, formatSpan, periodNoun } from '../../format/periods.ts';

/** The view that an address asks for, with a note on each part that it asks for in vain. */
export function readView(search: string, snapshot: Snapshot): ViewRead<View> {
  const query = new URLSearchParams(search);
  const asked = query.get('map')?.trim();
  const map = snapshot.maps.find(({ id }) => id === asked)?.id ?? standardView(snapshot).map;
  const read = mapCodec(snapshot, map, query.get('measure')?.trim() ?? null).read(search);
  return { view: withinKind(read.view, snapshot), notes: read.notes };
}

/** Nothing is per capita that is no count of something. */
function withinKind(view: View, { measures }: Snapshot): View {
  return isPerCapita(measures.find(({ id }) => id === view.measure)) ? view : { ...view, per: null };
}

/** The search part of the address of a view. */
export function viewSearch(view: View, snapshot: Snapshot): string {
  return mapCodec(snapshot, view.map, view.measure).write(view);
}

/** The standard of most choices depends on the map, and on the measure. */
function mapCodec(snapshot: Snapshot, mapId: string, measureId: string | null): Codec<View> {
  const { maps, measures, dimensions, period } = snapshot;
  const map = mapOf(snapshot, mapId);
  const standard = standardView(snapshot, mapId, measureId);
  const windows = smoothWindows(period);
  return codec<View>({
    map: choiceField('map', idsOf(maps), standardView(snapshot).map, { label: titleIn(maps) }),
    measure: {
      ...choiceField('measure', idsOf(measures), standardView(snapshot, mapId).measure, { label: titleIn(measures) }),
      read: (text, note) => {
        if (!idsOf(measures).includes(text)) return undefined;
        const offered = offeredMeasure(text, mapId, snapshot);
        if (offered.note !== null) note(offered.note);
        return offered.measure;
      },
    },
    dimensions: dimensionFields(dimensions),
    change: choiceField('change', CHANGES, standard.change),
    scale: choiceField('scale', SCALES, standard.scale),
    per: choiceField<number | null>('per', PER_PEOPLE, standard.per, { noun: 'rate per', label: () => 'counts' }),
    smooth: choiceField('smooth', windows, standard.smooth, {
      noun: `smoothing (${period.unit === 'day' ? '1 to' : 'over 1 or'} ${countedPeriods(windows.at(-1) ?? 1, period)})`,
      label: () => 'no smoothing',
    }),
    date: {
      name: 'date',
      standard: standard.date,
      read: (text, note) => map && nearestDay(text, map, snapshot, note),
      write: date => date,
    },
    speed: choiceField('speed', SPEEDS, standard.speed, {
      label: count => `${formatCount(count)} ${periodNoun(period)}s a second`,
    }),
    loop: {
      name: 'loop',
      standard: false,
      read: text => (text === 'off' ? false : text === 'on' || undefined),
      write: loop => (loop ? 'on' : 'off'),
    },
    place: { name: 'place', standard: null, read: text => text, write: place => place ?? '' },
    regions: listField('regions', []),
  });
}

/** A view on a map that it was not made for: without its place, on a day and with a measure that the map has. */
export function viewOnMap(view: View, snapshot: Snapshot): ViewRead<View> {
  const map = mapOf(snapshot, view.map);
  if (map === undefined) return { view, notes: [] };
  const notes: string[] = [];
  const date = nearestDay(view.date, map, snapshot, sentence => notes.push(sentence));
  const { measure, note } = offeredMeasure(view.measure, view.map, snapshot);
  const moved = measure === view.measure ? view : viewOfMeasure(view, measure, snapshot);
  if (note !== null) notes.push(note);
  return { view: { ...moved, place: null, date }, notes };
}

/** The period itself if the map has it, else the nearest that it has, with a note. */
function nearestDay(
  asked: string,
  { title, firstDate, lastDate }: MapDescription,
  { period }: Pick<Snapshot, 'period'>,
  note: (sentence: string) => void,
): string {
  const isValid = isPeriodOf(period.unit, asked) && isOnStep(asked, firstDate, { period });
  if (isValid && asked >= firstDate && asked <= lastDate) return asked;
  const date = isValid && asked < firstDate ? firstDate : lastDate;
  if (period.unit === 'none') return date;
  const noun = periodNoun(period);
  const days = `its ${noun}s run from ${formatSpan(firstDate, lastDate, period)}`;
  const name = isValid ? formatPeriod(asked, period) : `“${asked}”`;
  note(`The map “${title}” has no ${noun} ${name}; ${days}. Shown instead: ${formatPeriod(date, period)}.`);
  return date;
}

/** Whether a period is a whole number of steps away from another: a week begins on its weekday. */
function isOnStep(asked: string, first: string, { period }: Pick<Snapshot, 'period'>): boolean {
  return addPeriods(first, periodsBetween(first, asked, period), period) === asked;
}

/** The measure itself if the map has values of it, else the first that it has, with a note. */
export function offeredMeasure(
  asked: string,
  mapId: string,
  snapshot: Snapshot,
): { measure: string; note: string | null } {
  const map = mapOf(snapshot, mapId);
  const isThere = map?.measures.some(key => key === asked || key.startsWith(`${asked};`));
  if (map === undefined || isThere) return { measure: asked, note: null };
  const { measure } = standardView(snapshot, mapId);
  const titleOf = titleIn(snapshot.measures);
  const none = `The map “${map.title}” has no data for “${titleOf(asked)}”: it is not reported there.`;
  return { measure, note: measure === asked ? null : `${none} Shown instead: ${titleOf(measure)}.` };
}

function idsOf(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id);
}

function titleIn(items: readonly { readonly id: string; readonly title: string }[]): (id: string) => string {
  return id => items.find(item => item.id === id)?.title ?? id;
}
