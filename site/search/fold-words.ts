/** Letters that no decomposition takes apart. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
};

/** The words of a text as they are compared, without accents and case: `["dona", "ana"]` of `Doña Ana`. */
export function foldWords(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[æđðıłøœßþ]/g, letter => PLAIN[letter] ?? letter);
  return folded.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '');
}
