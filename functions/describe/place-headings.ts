import headings from '../../maps/gazetteer/headings.json' with { type: 'json' };
import { foldText } from '../measures/similar-names.ts';

/**
 * Whether a heading says that its column names regions of a map: `countyCode`, `STATE`, `iso_code`.
 * A map that is not built in is named by its own id.
 */
export function namesMap(heading: string, map: string): boolean {
  const words = wordsOf(heading);
  return (HEADINGS.get(map) ?? new RegExp(`\\b${map.replace(/[^a-z0-9]+/g, ' ').replace(/s$/, '')}`)).test(words);
}

/** Whether a heading says that the numbers under it are codes of regions of a map: `state code`, not `state rank` or `states`. */
export function namesCodesOf(heading: string, map: string): boolean {
  const words = wordsOf(heading).split(' ');
  return namesMap(heading, map) && words.every(word => CODE_WORD.test(word));
}

/** By map, a pattern of the words of a heading; and one of the words that a heading of codes consists of. */
const HEADINGS = new Map(Object.entries(headings.maps).map(([map, pattern]) => [map, new RegExp(pattern)]));
const CODE_WORD = new RegExp(headings.codeWord);

/** `countyCode` is `county code`, `GEOID20` is `geoid 20`. */
function wordsOf(heading: string): string {
  const apart = heading.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/([A-Za-z]{3,})(\d)/g, '$1 $2');
  const words = foldText(apart)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return /\b(number|num|no) of\b/.test(words) ? '' : words;
}
