import type { MapDescription, Snapshot } from '../../functions/contract/snapshot.ts';
import { dateWords } from '../text/date-words.ts';
import { CHANGES, MAX_SMOOTH, mapOf, PER_PEOPLE, SCALES, SPEEDS, standardView, type View } from './view.ts';

export interface ViewRead {
  readonly view: View;
  /** A sentence for each choice in the address that could not be followed. */
  readonly notes: readonly string[];
}

/** The view that an address asks for. What it asks for in vain is said, never silently replaced. */
export function readView(search: string, snapshot: Snapshot): ViewRead {
  const query = new URLSearchParams(search);
  const notes: string[] = [];

  const choose = <T extends string>(name: string, valid: readonly T[], otherwise: T): T => {
    const asked = query.get(name);
    const found = valid.find(value => value === asked);
    if (asked !== null && found === undefined)
      notes.push(`There is no ${name} “${asked}” here. Shown instead: ${otherwise}.`);
    return found ?? otherwise;
  };
  const chooseNumber = (name: string, valid: readonly number[], otherwise: number): number =>
    Number(choose(name, valid.map(String), String(otherwise)));

  const mapId = choose(
    'map',
    snapshot.maps.map(({ id }) => id),
    standardView(snapshot).map,
  );
  const standard = standardView(snapshot, mapId);
  const map = mapOf(snapshot, standard.map);
  const per = choose('per', [COUNTS, ...PER_PEOPLE.map(String)], COUNTS);
  const view: View = {
    map: standard.map,
    measure: choose(
      'measure',
      snapshot.measures.map(({ id }) => id),
      standard.measure,
    ),
    change: choose('change', CHANGES, standard.change),
    scale: choose('scale', SCALES, standard.scale),
    per: per === COUNTS ? null : Number(per),
    smooth: chooseNumber('smooth', SMOOTHS, standard.smooth),
    date: map === undefined ? standard.date : readDate(query.get('date'), map, notes),
    speed: chooseNumber('speed', SPEEDS, standard.speed),
    loop: choose('loop', ['on', 'off'], 'off') === 'on',
    place: query.get('place'),
    regions: [...new Set(query.get('regions')?.split(',').filter(Boolean))],
  };
  const unknown = [...new Set(query.keys())].filter(name => !KNOWN.has(name) && !FOREIGN.test(name));
  if (unknown.length > 0)
    notes.push(`This page knows no choice “${unknown.join('”, “')}”; the rest of the address is shown.`);
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

const COUNTS = 'none';
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
/** What others append to addresses to follow their readers: not asked of this page. */
const FOREIGN = /^(utm_\w+|fbclid|gclid|mc_[ce]id|ref)$/;

function readDate(asked: string | null, { firstDate, lastDate }: MapDescription, notes: string[]): string {
  if (asked === null) return lastDate;
  if (isDay(asked) && asked >= firstDate && asked <= lastDate) return asked;
  const name = isDay(asked) ? dateWords(asked) : `“${asked}”`;
  notes.push(
    `This map has no day ${name}; its days run from ${dateWords(firstDate)} to ${dateWords(lastDate)}. ` +
      'Shown instead: the newest day.',
  );
  return lastDate;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
