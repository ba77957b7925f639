const WHOLE = new Intl.NumberFormat('en');
const ROUND = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** A count as a person reads it: `1,234 rows`, `1 row`, `1,234`. */
export function counted(count: number, noun = ''): string {
  const number = WHOLE.format(count);
  return noun === '' ? number : `${number} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share as a person reads it: `50%`, `2.4%`. */
export function percent(share: number): string {
  return `${ROUND.format(share * 100)}%`;
}

/** The file of a key. */
export function fileOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** `4.2` */
export function times(factor: number): string {
  return ROUND.format(factor);
}
