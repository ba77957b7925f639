import { countWords } from '../text/number-words.ts';
import { type Changes, D_RANGE, MAX_CHANGES, R_RANGE, setChange, T_RANGE } from './changes.ts';
import { parseD, parseR, parseT } from './parse-rates.ts';
import type { Change } from './sir.ts';

/** Changes, or a sentence on why a text is none. */
export type ChangesRead = { readonly changes: Changes } | { readonly fault: string };

/** Reads `0:14:3,50:14:1.5`: day, d and r of each change, the start among them; of two on one day the later counts. */
export function parseChanges(text: string): ChangesRead {
  const changes: Change[] = [];
  for (const item of text.split(',')) {
    const change = parseChange(item.trim());
    if (typeof change === 'string') return { fault: change };
    changes.push(change);
  }
  const ordered = changes.reduce<Changes>(setChange, []);
  const first = ordered[0]?.t ?? 0;
  if (first > 0)
    return { fault: `The changes must begin on day 0; the first one in the address is on day ${countWords(first)}.` };
  if (ordered.length > MAX_CHANGES)
    return {
      fault: `There is room for ${MAX_CHANGES} changes, the start included; the address has ${countWords(ordered.length)}.`,
    };
  return { changes: ordered };
}

function parseChange(text: string): Change | string {
  const parts = text.split(':');
  const [day, days, infections] = parts;
  if (parts.length !== 3 || day === undefined || days === undefined || infections === undefined)
    return `A change is written as a day, d and r, such as 50:14:1.5; the address has “${text}”.`;
  const [t, d, r] = [parseT(day), parseD(days), parseR(infections)];
  if (t === null) return `${needed('day', wholeNumber(T_RANGE))} ${found(day, text)}`;
  if (d === null) return `${needed('d', wholeNumber(D_RANGE))} ${found(days, text)}`;
  if (r === null)
    return `${needed('r', `a number from ${R_RANGE.min} to ${R_RANGE.max} in steps of 0.1`)} ${found(infections, text)}`;
  return { t, d, r };
}

function needed(name: string, form: string): string {
  return `The ${name} of a change must be ${form};`;
}

function wholeNumber({ min, max }: { readonly min: number; readonly max: number }): string {
  return `a whole number from ${countWords(min)} to ${countWords(max)}`;
}

function found(part: string, whole: string): string {
  return `the address has “${part}” in “${whole}”.`;
}
