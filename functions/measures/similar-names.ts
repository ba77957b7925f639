/** Text for comparison: lowercase and without accents. */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[æđðıłøœßþ]/g, letter => PLAIN[letter] ?? letter);
}

/** The words of a text, folded: runs of letters and digits. */
export function foldWords(text: string): string[] {
  const folded = foldText(text);
  // The plain pattern is several times faster.
  return folded.split(BEYOND_ASCII.test(folded) ? /[^\p{L}\p{N}]+/u : /[^a-z0-9]+/).filter(word => word !== '');
}

/**
 * Up to five names that may have been meant, nearest first: about one letter in four may be wrong, or the end missing.
 * If none is near and there are only a few names, all of them.
 */
export function nearestNames(given: string, names: readonly string[]): string[] {
  const wanted = foldText(given);
  const near = names
    .map(name => ({ name, distance: distanceTo(wanted, foldText(name)) }))
    .filter(({ distance }) => distance <= Math.ceil(wanted.length / 4))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_NAMES)
    .map(({ name }) => name);
  return near.length === 0 && names.length <= FEW_NAMES ? [...names] : near;
}

/** The known name that differs from `name` in the fewest letters, if that is no more than a third of them. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.ceil(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** How many letters must be added, removed or replaced to turn one text into the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, at(previous, j) + 1, at(row, j - 1) + 1));
    }
    previous = row;
  }
  return at(previous, b.length);
}

/**
 * Whether one typing error lies between a text and a name: a letter added, missing or replaced, or two swapped.
 * `beginning`: the name continues after the text.
 */
export function oneTypoApart(typed: string, name: string): 'whole' | 'beginning' | null {
  let same = 0;
  while (same < typed.length && typed[same] === name[same]) same += 1;
  const isSwapped = typed[same] === name[same + 1] && typed[same + 1] === name[same];
  const skipped = [[1, 1], [1, 0], [0, 1], ...(isSwapped ? [[2, 2]] : [])];
  const fitting = skipped.filter(([ofTyped = 0, ofName = 0]) =>
    name.startsWith(typed.slice(same + ofTyped), same + ofName),
  );
  const isWhole = fitting.some(([ofTyped = 0, ofName = 0]) => typed.length - ofTyped === name.length - ofName);
  // With a wrong first letter, an unfinished name gives nothing to go by.
  return isWhole ? 'whole' : fitting.length > 0 && same > 0 ? 'beginning' : null;
}

const MAX_NAMES = 5;
const FEW_NAMES = 10;
const MAX_LENGTH = 100;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Letters that Unicode normalization does not decompose. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
};

function distanceTo(wanted: string, name: string): number {
  if (wanted === name) return 0;
  if (wanted.length > 1 && name.startsWith(wanted)) return 1;
  // The difference in length is a lower bound of the distance, and long texts are slow to compare.
  if (Math.abs(wanted.length - name.length) > Math.ceil(wanted.length / 4)) return Number.POSITIVE_INFINITY;
  return editDistance(wanted, name);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
