/** Reads RFC 4180 text to the letter: one kind of line end, no stray quotes, as many cells in each row as headings. Throws with the line. */
export function readStrictCsv(text: string): Record<string, string>[] {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const row = rows.at(-1) ?? [];
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell.value);
    at = cell.end;
    if (at === text.length) break;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) row.push('');
    } else if (text.startsWith(newline, at)) {
      at += newline.length;
      if (at < text.length) rows.push([]);
    } else {
      throw new Error(`line ${rows.length} must end a cell with a comma or ${JSON.stringify(newline)}`);
    }
  }
  const [headings = [], ...records] = rows;
  return records.map((cells, index) => {
    if (cells.length !== headings.length)
      throw new Error(`line ${index + 2} has ${cells.length} of ${headings.length} cells`);
    return Object.fromEntries(headings.map((heading, column) => [heading, cells[column] ?? '']));
  });
}

function plainCell(text: string, start: number): { value: string; end: number } {
  let end = start;
  while (end < text.length && !',\r\n'.includes(text[end] ?? '')) {
    if (text[end] === '"') throw new Error(`a quote inside a plain cell at ${end}`);
    end += 1;
  }
  return { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): { value: string; end: number } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new Error(`a quote without its end at ${start}`);
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}
