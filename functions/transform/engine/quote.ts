/** A name as SQL reads it, whatever it holds. The only way a name enters a statement. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL reads it, for the places that cannot be bound: table functions and COPY. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
