/**
 * Names of columns as a table shows them: `column 3` where the file gives none, and ` (2)` after one that appears again.
 * The engine does not tell upper and lower case apart, so neither do these. `_row` is the number of a row.
 */
export function uniqueNames(headers: readonly string[]): string[] {
  const given = headers.map((header, index) => header.trim() || `column ${index + 1}`);
  const taken = new Set(['_row']);
  const written = new Set(given.map(fold));
  /** By name, the number to try first: all below it are taken. */
  const next = new Map<string, number>();
  return given.map(name => {
    let unique = name;
    // A name that another column has as it is written stays with that column.
    let count = next.get(fold(name)) ?? 2;
    for (; taken.has(fold(unique)) || (unique !== name && written.has(fold(unique))); count += 1) {
      unique = `${name} (${count})`;
    }
    next.set(fold(name), count);
    taken.add(fold(unique));
    return unique;
  });
}

function fold(name: string): string {
  return name.toLowerCase();
}
