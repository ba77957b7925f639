import type { Place } from '../../data/places.ts';
import { listWords, readableSentence, someWords } from '../../format/sentences.ts';
import { placeValue, type Shown } from './model.ts';

/** Beside a number that counts the last accepted value of a part. */
export const LACKING_MARK = '*';

/** Why a place has no value, where a check held it back; null where none did. */
export function heldReason(shown: Shown, place: Place): string | null {
  if (shown.heldBack.held.size === 0 || placeValue(shown, place) !== null) return null;
  const reasons = regionsOf(place).flatMap(({ id }) => shown.heldBack.held.get(id) ?? []);
  return reasons.length === 0 ? null : reasons.map(readableSentence).join('. ');
}

/** `Counts the last accepted value of Kosovo`; null where a value lacks nothing. */
export function lackingWords(shown: Shown, place: Place): string | null {
  if (shown.heldBack.lacks.size === 0) return null;
  const children = new Set(regionsOf(place).flatMap(({ id }) => shown.heldBack.lacks.get(id) ?? []));
  if (children.size === 0 || placeValue(shown, place) === null) return null;
  const { view, session } = shown;
  const names = listWords([...children].map(id => session.names.nameOf(id) ?? id));
  const isOwnDay = view.change === 'total' && view.smooth === 1;
  return isOwnDay
    ? `Counts the last accepted value of ${names}`
    : `A day in it counts the last accepted value of ${names}`;
}

/** What the numbers of a whole map lack: places that are held back, and sums that count last accepted values. */
export function heldSummary(shown: Shown): string {
  const { places } = shown.session.data;
  const { held, lacks } = shown.heldBack;
  if (held.size === 0 && lacks.size === 0) return '';
  const without = places.filter(place => held.has(place.id) && placeValue(shown, place) === null);
  const lacking = places.filter(place => lackingWords(shown, place) !== null);
  return [
    ...(without.length === 0 ? [] : [`Held back and not counted: ${namesOf(without)}.`]),
    ...(lacking.length === 0 ? [] : [`Counted with the last accepted value of a part: ${namesOf(lacking)}.`]),
  ].join(' ');
}

function namesOf(places: readonly Place[]): string {
  return someWords(places.map(({ name }) => name));
}

function regionsOf(place: Place): readonly Place[] {
  return place.parts ?? [place];
}
