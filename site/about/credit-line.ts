import { webLink } from './web-link.ts';

const LICENCES: Readonly<Record<string, string>> = {
  'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC BY-SA 4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
};

/** A credit whose licence leads to the text of the licence. */
export function creditLine(credit: string): readonly Node[] {
  const parts = credit.split(/(CC BY(?:-SA)? 4\.0)/);
  return parts.map(part => webLink(part, LICENCES[part] ?? ''));
}
