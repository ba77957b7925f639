import type { Place, PlaceNames } from '../../data/places.ts';
import { periodNoun } from '../../format/periods.ts';
import { formatList, formatShortList, readableSentence } from '../../format/sentences.ts';
import { calendarOf, placeValue, type Shown } from './model.ts';

/** Marks a number that counts the last accepted value of a part. */
export const LACKING_MARK = '*';

/** Why a check held back the value of a place; null if none did. */
export function heldReason(shown: Shown, place: Place): string | null {
  if (shown.heldBack.held.size === 0 || placeValue(shown, place) !== null) return null;
  const reasons = regionsOf(place).flatMap(({ id }) => shown.heldBack.held.get(id) ?? []);
  return reasons.length === 0 ? null : reasons.map(readableSentence).join('. ');
}

/** `Counts the last accepted value of Kosovo`; null if the value is complete. */
export function lackingNote(shown: Shown, place: Place): string | null {
  if (shown.heldBack.lacks.size === 0) return null;
  const children = new Set(regionsOf(place).flatMap(({ id }) => shown.heldBack.lacks.get(id) ?? []));
  if (children.size === 0 || placeValue(shown, place) === null) return null;
  const { view, session } = shown;
  const names = formatList([...children].map(id => session.names.nameOf(id) ?? id));
  const isOwnDay = view.change === 'total' && view.smooth === 1;
  return isOwnDay
    ? `Counts the last accepted value of ${names}`
    : `A ${periodNoun(calendarOf(shown))} in it counts the last accepted value of ${names}`;
}

/** What the numbers of a whole map lack: places that are held back, and sums that count last accepted values. */
export function heldSummary(shown: Shown): string {
  const { places } = shown.session.data;
  const { held, lacks } = shown.heldBack;
  if (held.size === 0 && lacks.size === 0) return '';
  const without = places.filter(place => held.has(place.id) && placeValue(shown, place) === null);
  const lacking = places.filter(place => lackingNote(shown, place) !== null);
  return [
    ...(without.length === 0 ? [] : [`Held back and not counted: ${namesOf(without)}.`]),
    ...(lacking.length === 0 ? [] : [`Counted with the last accepted value of a part: ${namesOf(lacking)}.`]),
  ].join(' ');
}

/** Learns the names of the parts that sums lack, each once; resolves to whether there were any to learn. */
export function lackingNames(names: PlaceNames): (shown: Shown) => Promise<boolean> {
  const asked = new Set<string>();
  return async ({ heldBack }) => {
    const ids = [...heldBack.lacks.values()].flat().filter(id => names.nameOf(id) === undefined && !asked.has(id));
    if (ids.length === 0) return false;
    for (const id of ids) asked.add(id);
    await names.learn(ids);
    return true;
  };
}

function namesOf(places: readonly Place[]): string {
  return formatShortList(places.map(({ name }) => name));
}

function regionsOf(place: Place): readonly Place[] {
  return place.parts ?? [place];
}
