const MAX_LENGTH = 100;

/** A name within quotes as a sentence can hold it: not too long, and nothing in it that a terminal or a page would obey. */
export function shownName(name: string): string {
  const short = name.length > MAX_LENGTH ? `${name.slice(0, MAX_LENGTH - 1)}…` : name;
  const plain = short
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${plain}"`;
}
