/** A count as a person reads it: `1,234 rows`, `1 row`, `1,234`. */
export function counted(count: number, noun = ''): string {
  const number = count.toLocaleString('en');
  return noun === '' ? number : `${number} ${noun}${count === 1 ? '' : 's'}`;
}
