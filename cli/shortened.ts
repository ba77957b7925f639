const MAX_LINES = 10;

/** The first ten lines, and how many more there are. */
export function shortened(lines: readonly string[], noun: string, where = '; see the receipt'): string[] {
  const more = lines.length - MAX_LINES;
  if (more <= 0) return [...lines];
  return [...lines.slice(0, MAX_LINES), `  … and ${more} ${noun}${more === 1 ? '' : 's'} more${where}`];
}
