/**
 * RFC 4180, written for these tests alone so that the reader is held against another one: rows by heading.
 * Rows of another width than the headings are errors.
 */
export function parseCsv(text: string): Readonly<Record<string, string>>[] {
  const [headings = [], ...records] = recordsOf(text.replace(/^\ufeff/, ''));
  return records.map(cells => {
    if (cells.length !== headings.length) throw new Error(`${cells.length} cells under ${headings.length} headings`);
    return Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? '']));
  });
}

function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter ?? '';
      else if (text[at + 1] === '"') cell += text[at++];
      else quoted = false;
      continue;
    }
    if (letter === '"') quoted = true;
    else if (letter === ',') {
      record.push(cell);
      cell = '';
    } else if (letter === '\n' || letter === undefined) {
      if (record.length > 0 || cell !== '') records.push([...record, cell]);
      record = [];
      cell = '';
    } else if (letter !== '\r') cell += letter;
  }
  return records;
}
