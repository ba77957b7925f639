import type { PlacesFound } from './place-source.ts';

/** What a search says of its outcome, for those who hear the page. */
export function foundWords({ places, note }: PlacesFound, text: string): string {
  const rest = note === null ? '' : ` ${note}`;
  if (places.length === 0) return note ?? `No place here is called “${text}”.`;
  return places.length === 1
    ? `1 place found.${rest}`
    : `${places.length} places found. Up and Down choose one, Enter takes it.${rest}`;
}
