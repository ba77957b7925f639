import type { MapDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import {
  CHANGES,
  MAX_SMOOTH,
  mapOf,
  PER_PEOPLE,
  SCALES,
  SPEEDS,
  standardView,
  type View,
} from '../../address/choices.ts';
import { type Codec, choiceField, codec, listField, type ViewRead } from '../../address/codec.ts';
import { formatCount, formatDate } from '../../format/numbers-and-dates.ts';

/** The view that an address asks for, with a note on each part that it asks for in vain. */
export function readView(search: string, snapshot: Snapshot): ViewRead<View> {
  const asked = new URLSearchParams(search).get('map')?.trim();
  const map = snapshot.maps.find(({ id }) => id === asked);
  return mapCodec(snapshot, map?.id ?? standardView(snapshot).map).read(search);
}

/** The search part of the address of a view. */
export function viewSearch(view: View, snapshot: Snapshot): string {
  return mapCodec(snapshot, view.map).write(view);
}

/** The standard of most choices depends on the map. */
function mapCodec(snapshot: Snapshot, mapId: string): Codec<View> {
  const { maps, measures } = snapshot;
  const map = mapOf(snapshot, mapId);
  const standard = standardView(snapshot, mapId);
  return codec<View>({
    map: choiceField('map', idsOf(maps), standardView(snapshot).map, { label: titleIn(maps) }),
    measure: {
      ...choiceField('measure', idsOf(measures), standard.measure, { label: titleIn(measures) }),
      read: (text, note) => {
        if (!idsOf(measures).includes(text)) return undefined;
        const offered = offeredMeasure(text, mapId, snapshot);
        if (offered.note !== null) note(offered.note);
        return offered.measure;
      },
    },
    change: choiceField('change', CHANGES, standard.change),
    scale: choiceField('scale', SCALES, standard.scale),
    per: choiceField<number | null>('per', PER_PEOPLE, standard.per, { noun: 'rate per', label: () => 'counts' }),
    smooth: choiceField('smooth', SMOOTHS, standard.smooth, {
      noun: `smoothing (1 to ${MAX_SMOOTH} days)`,
      label: () => 'no smoothing',
    }),
    date: {
      name: 'date',
      standard: standard.date,
      read: (text, note) => map && nearestDay(text, map, note),
      write: date => date,
    },
    speed: choiceField('speed', SPEEDS, standard.speed, { label: days => `${formatCount(days)} days a second` }),
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
  const date = nearestDay(view.date, map, sentence => notes.push(sentence));
  const { measure, note } = offeredMeasure(view.measure, view.map, snapshot);
  if (note !== null) notes.push(note);
  return { view: { ...view, place: null, measure, date }, notes };
}

/** The day itself if the map has it, else the nearest that it has, with a note. */
function nearestDay(asked: string, map: MapDescription, note: (sentence: string) => void): string {
  const { title, firstDate, lastDate } = map;
  const isValid = isDay(asked);
  if (isValid && asked >= firstDate && asked <= lastDate) return asked;
  const date = isValid && asked < firstDate ? firstDate : lastDate;
  const days = `its days run from ${formatDate(firstDate)} to ${formatDate(lastDate)}`;
  const name = isValid ? formatDate(asked) : `“${asked}”`;
  note(`The map “${title}” has no day ${name}; ${days}. Shown instead: ${formatDate(date)}.`);
  return date;
}

/** The measure itself if the map has values of it, else the first that it has, with a note. */
export function offeredMeasure(
  asked: string,
  mapId: string,
  snapshot: Snapshot,
): { measure: string; note: string | null } {
  const map = mapOf(snapshot, mapId);
  if (map === undefined || map.measures.includes(asked)) return { measure: asked, note: null };
  const { measure } = standardView(snapshot, mapId);
  const titleOf = titleIn(snapshot.measures);
  const none = `The map “${map.title}” has no data for “${titleOf(asked)}”: it is not reported there.`;
  return { measure, note: measure === asked ? null : `${none} Shown instead: ${titleOf(measure)}.` };
}

const SMOOTHS = Array.from({ length: MAX_SMOOTH }, (_, index) => index + 1);
function idsOf(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id);
}

function titleIn(items: readonly { readonly id: string; readonly title: string }[]): (id: string) => string {
  return id => items.find(item => item.id === id)?.title ?? id;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
