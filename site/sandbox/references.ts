import { element } from '../controls/element.ts';

const REFERENCES = [
  {
    text: 'W. O. Kermack and A. G. McKendrick (1927): A contribution to the mathematical theory of epidemics. Proceedings of the Royal Society of London A 115, 700–721',
    url: 'https://doi.org/10.1098/rspa.1927.0118',
  },
  {
    text: 'J. O. Lloyd-Smith and others (2005): Superspreading and the effect of individual variation on disease emergence. Nature 438, 355–359',
    url: 'https://doi.org/10.1038/nature04153',
  },
  {
    text: 'Wikipedia: Compartmental models in epidemiology',
    url: 'https://en.wikipedia.org/wiki/Compartmental_models_in_epidemiology',
  },
  { text: 'Wikipedia: Herd immunity', url: 'https://en.wikipedia.org/wiki/Herd_immunity' },
] as const;

/** Where to read on. */
export function references(): HTMLElement {
  const items = REFERENCES.map(({ text, url }) => element('li', {}, element('a', { href: url }, text)));
  return element('section', {}, element('h3', {}, 'To read on'), element('ul', {}, ...items));
}
