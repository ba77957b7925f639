import type { Labels, PlaceIndex, PlaceKey, PlaceTable, Spelled } from './place-index.ts';
import { oneTypoApart } from './similar-names.ts';

/** How well a key fits, best first. */
export const GRADE = {
  exact: 0,
  suffix: 1,
  begins: 2,
  wordsBegin: 3,
  parent: 4,
  contains: 5,
  typo: 6,
  typoBegins: 7,
} as const;
export type Grade = (typeof GRADE)[keyof typeof GRADE];

const MIN_PART_LENGTH = 3;
const MIN_TYPO_LENGTH = 4;
const MIN_BEGINNING_LENGTH = 5;

/** A query as it was typed, and its splits into a name and the region around it: `cook, il`. */
export interface Phrase extends Spelled {
  readonly splits: readonly { readonly head: string; readonly tail: string }[];
}

/** A short word may be an abbreviation (`St. Louis`) or the start of a longer word (`st` of `Stark`): both are tried. */
export function phrasesOf<T extends PlaceTable>({ spelling }: PlaceIndex<T>, query: string): Phrase[] {
  const [full, short] = [spelling(query), spelling(query, true)];
  return (full.whole === short.whole ? [full] : [full, short])
    .filter(({ whole }) => whole !== '')
    .map(({ words, whole }) => {
      const splits = words.slice(1).map((_, index) => ({
        head: words.slice(0, index + 1).join(''),
        tail: words.slice(index + 1).join(''),
      }));
      return { words, whole, splits };
    });
}

/** How well a key fits a query as it is written; null if it does not. */
export function gradeOf<T extends PlaceTable>(
  index: PlaceIndex<T>,
  key: PlaceKey<T>,
  phrases: readonly Phrase[],
): Grade | null {
  return bestOf(phrases.map(phrase => plainGrade(index, key, phrase)));
}

/** How well a key fits a query that has one typing error; null if it does not. */
export function typoGradeOf<T extends PlaceTable>(
  index: PlaceIndex<T>,
  key: PlaceKey<T>,
  phrases: readonly Phrase[],
): Grade | null {
  return bestOf(phrases.map(phrase => typoGrade(index, key, phrase)));
}

function plainGrade<T extends PlaceTable>(index: PlaceIndex<T>, key: PlaceKey<T>, phrase: Phrase): Grade | null {
  const named = nameGrade(key, phrase.whole) ?? splitGrade(index, key, phrase);
  if (named !== null || isCode(key)) return named;
  // Almost any two letters start the name of some city.
  if (key.kind === 'city' && phrase.whole.length < MIN_PART_LENGTH) return null;
  if (key.whole.startsWith(phrase.whole)) return GRADE.begins;
  if (wordsBegin(index, key, phrase.words)) return GRADE.wordsBegin;
  if (key.kind === 'city' || phrase.whole.length < MIN_PART_LENGTH) return null;
  return key.words.some(word => word.includes(phrase.whole)) ? GRADE.contains : null;
}

/** A whole key, with or without a suffix that is common there: `Cook County`. */
function nameGrade<T extends PlaceTable>(key: PlaceKey<T>, whole: string): Grade | null {
  if (whole === key.whole) return GRADE.exact;
  if (isCode(key) || key.kind === 'city') return null;
  const { suffixes } = key.place;
  if (key.whole.startsWith(whole)) return suffixes.includes(key.whole.slice(whole.length)) ? GRADE.suffix : null;
  if (!whole.startsWith(key.whole)) return null;
  const rest = whole.slice(key.whole.length);
  if (suffixes.includes(rest)) return GRADE.suffix;
  return suffixes.some(suffix => suffix.startsWith(rest)) ? GRADE.begins : null;
}

/** A whole key followed by the name of the region around it: `Springfield, Ohio`, `Paris France`. */
function splitGrade<T extends PlaceTable>(index: PlaceIndex<T>, key: PlaceKey<T>, { splits }: Phrase): Grade | null {
  let best: Grade | null = null;
  for (const { head, tail } of splits) {
    const grade = nameGrade(key, head);
    if (grade === null || grade > GRADE.suffix) continue;
    const { wholes } = labelsAround(index, key);
    if (wholes.includes(tail)) best = bestOf([best, grade]);
    else if (wholes.some(whole => whole.startsWith(tail))) best = bestOf([best, GRADE.begins]);
  }
  return best;
}

/** Every word starts a word of the key or of the regions around it, and at least one starts a word of the key itself. */
function wordsBegin<T extends PlaceTable>(index: PlaceIndex<T>, key: PlaceKey<T>, words: readonly string[]): boolean {
  const begins = (list: readonly string[]) => (word: string) => list.some(candidate => candidate.startsWith(word));
  if (!words.some(begins(key.words))) return false;
  const others = words.filter(word => !begins(key.words)(word));
  return others.length === 0 || others.every(begins(labelsAround(index, key).words));
}

function typoGrade<T extends PlaceTable>(index: PlaceIndex<T>, key: PlaceKey<T>, phrase: Phrase): Grade | null {
  if (isCode(key) || phrase.whole.length < MIN_TYPO_LENGTH || /\d/.test(phrase.whole)) return null;
  const suffixed = key.kind === 'city' ? [] : key.place.suffixes.map(suffix => key.whole + suffix);
  const apart = [key.whole, ...suffixed].map(whole => oneTypoApart(phrase.whole, whole));
  if (apart.includes('whole')) return GRADE.typo;
  const isSplit = phrase.splits.some(({ head, tail }) => {
    const { wholes } = labelsAround(index, key);
    if (nameGrade(key, head) === GRADE.exact) return wholes.some(whole => oneTypoApart(tail, whole) === 'whole');
    return wholes.includes(tail) && oneTypoApart(head, key.whole) === 'whole';
  });
  if (isSplit) return GRADE.typo;
  return phrase.whole.length >= MIN_BEGINNING_LENGTH && apart.includes('beginning') ? GRADE.typoBegins : null;
}

/** A city may also be followed by the name of its county. */
function labelsAround<T extends PlaceTable>(index: PlaceIndex<T>, { kind, place }: PlaceKey<T>): Labels {
  return index.labelsUpFrom(kind === 'city' || kind === 'part' ? place.id : place.parent);
}

function bestOf(grades: readonly (Grade | null)[]): Grade | null {
  return grades.reduce((best, grade) => (best === null || (grade !== null && grade < best) ? grade : best), null);
}

function isCode({ kind }: PlaceKey<PlaceTable>): boolean {
  return kind === 'id' || kind === 'code';
}
