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
import { addressNotes } from '../../address/codec.ts';
import { countWords, dateWords } from '../../format/numbers-and-dates.ts';

export interface ViewRead {
  readonly view: View;
  /** A sentence for each choice in the address that could not be followed. */
  readonly notes: readonly string[];
}

/** The view that an address asks for. What it asks for in vain is said, never silently replaced. */
export function readView(search: string, snapshot: Snapshot): ViewRead {
  const query = new URLSearchParams(search);
  const notes = addressNotes(query, KNOWN);

  const choose = <T extends string | number | null>(
    name: string,
    what: string,
    valid: readonly T[],
    otherwise: T,
    words: (value: T) => string = String,
  ): T => {
    const asked = query.get(name);
    const found = valid.find(value => String(value) === asked);
    if (asked !== null && found === undefined)
      notes.push(`There is no ${what} “${asked}” here. Shown instead: ${words(otherwise)}.`);
    return found ?? otherwise;
  };
  const titleIn = (list: readonly { readonly id: string; readonly title: string }[]) => (id: string) =>
    list.find(item => item.id === id)?.title ?? id;

  const { maps, measures } = snapshot;
  const first = standardView(snapshot).map;
  const standard = standardView(snapshot, choose('map', 'map', idsOf(maps), first, titleIn(maps)));
  const map = mapOf(snapshot, standard.map);
  const measure = choose('measure', 'measure', idsOf(measures), standard.measure, titleIn(measures));
  const onMap = offeredMeasure(measure, standard.map, snapshot);
  if (onMap.note !== null) notes.push(onMap.note);
  const view: View = {
    map: standard.map,
    measure: onMap.measure,
    change: choose('change', 'change', CHANGES, standard.change),
    scale: choose('scale', 'scale', SCALES, standard.scale),
    per: choose<number | null>('per', 'rate per', PER_PEOPLE, null, () => 'counts'),
    smooth: choose('smooth', `smoothing (1 to ${MAX_SMOOTH} days)`, SMOOTHS, standard.smooth, () => 'no smoothing'),
    date: map === undefined ? standard.date : readDate(query.get('date'), map, notes),
    speed: choose('speed', 'speed', SPEEDS, standard.speed, days => `${countWords(days)} days a second`),
    loop: choose('loop', 'loop', ['on', 'off'], 'off') === 'on',
    place: query.get('place'),
    regions: [...new Set(query.get('regions')?.split(',').filter(Boolean))],
  };
  return { view, notes };
}

/** The search part of the address of a view: only what differs from the standard view, in a fixed order. */
export function viewSearch(view: View, snapshot: Snapshot): string {
  const query = new URLSearchParams();
  if (view.map !== standardView(snapshot).map) query.set('map', view.map);
  const standard = standardView(snapshot, view.map);
  for (const name of ['measure', 'change', 'scale'] as const)
    if (view[name] !== standard[name]) query.set(name, view[name]);
  if (view.per !== null) query.set('per', String(view.per));
  if (view.smooth !== standard.smooth) query.set('smooth', String(view.smooth));
  if (view.date !== standard.date) query.set('date', view.date);
  if (view.speed !== standard.speed) query.set('speed', String(view.speed));
  if (view.loop) query.set('loop', 'on');
  if (view.place !== null) query.set('place', view.place);
  if (view.regions.length > 0) query.set('regions', view.regions.join(','));
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** The day itself where the map has it, else the nearest that it has, with a sentence that says so. */
export function nearestDay(
  asked: string,
  { title, firstDate, lastDate }: MapDescription,
): { date: string; note: string | null } {
  if (isDay(asked) && asked >= firstDate && asked <= lastDate) return { date: asked, note: null };
  const date = isDay(asked) && asked < firstDate ? firstDate : lastDate;
  const name = isDay(asked) ? dateWords(asked) : `“${asked}”`;
  const days = `its days run from ${dateWords(firstDate)} to ${dateWords(lastDate)}`;
  return { date, note: `The map “${title}” has no day ${name}; ${days}. Shown instead: ${dateWords(date)}.` };
}

/** The measure itself where the map has values of it, else the first that it has, with a sentence that says so. */
export function offeredMeasure(
  asked: string,
  mapId: string,
  snapshot: Snapshot,
): { measure: string; note: string | null } {
  const map = mapOf(snapshot, mapId);
  if (map === undefined || map.measures.includes(asked)) return { measure: asked, note: null };
  const { measure } = standardView(snapshot, mapId);
  const titleOf = (id: string) => snapshot.measures.find(candidate => candidate.id === id)?.title ?? id;
  const none = `The map “${map.title}” has no numbers of “${titleOf(asked)}”: they are not reported there.`;
  return { measure, note: measure === asked ? null : `${none} Shown instead: ${titleOf(measure)}.` };
}

const SMOOTHS = Array.from({ length: MAX_SMOOTH }, (_, index) => index + 1);
const KNOWN = new Set([
  'map',
  'measure',
  'change',
  'scale',
  'per',
  'smooth',
  'date',
  'speed',
  'loop',
  'place',
  'regions',
  'embed',
]);
function readDate(asked: string | null, map: MapDescription, notes: string[]): string {
  if (asked === null) return map.lastDate;
  const { date, note } = nearestDay(asked, map);
  if (note !== null) notes.push(note);
  return date;
}

function idsOf(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
