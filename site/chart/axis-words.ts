import { tickWords } from '../text/number-words.ts';

/** The name of a tick of either sign: `−5K` · `0` · `10K` · `1M`. */
export function axisWords(value: number): string {
  return value < 0 ? `−${tickWords(-value)}` : tickWords(value);
}
