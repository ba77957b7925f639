/** A backslash before one of these makes it an ordinary character; before any other it is a backslash. */
const ESCAPE = /\\([\\:|,-])/g;

export function unescaped(text: string): string {
  return text.replaceAll(ESCAPE, '$1');
}

/** The pieces between separators that are not escaped, each still escaped; at most `most`, the last with all the rest. */
export function splitAt(text: string, separator: string, most = Number.POSITIVE_INFINITY): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length && pieces.length + 1 < most; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === separator) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...pieces, text.slice(start)];
}
