import { element } from '../../controls/element.ts';
import { type LinkGroup, notesOf } from './notes.ts';
import { aboutSection } from './section.ts';

/** Where to read on. */
export function linksSection(dataset: string): HTMLElement {
  const groups = [...notesOf(dataset).links, MODEL_REFERENCES];
  return aboutSection('links', 'Links and references', ...groups.flatMap(groupOf));
}

function groupOf({ title, links }: LinkGroup): readonly HTMLElement[] {
  const items = links.map(({ name, url, note }) => {
    const remark = note === null ? [] : [element('span', {}, note)];
    return element('li', {}, element('a', { href: url }, name), ...remark);
  });
  return [element('h3', {}, title), element('ul', { className: 'about-links' }, ...items)];
}

/** What the sandbox computes, whatever the data set. */
export const MODEL_REFERENCES: LinkGroup = {
  title: 'On the model of the sandbox',
  links: [
    {
      name: 'W. O. Kermack and A. G. McKendrick (1927): A contribution to the mathematical theory of epidemics',
      url: 'https://doi.org/10.1098/rspa.1927.0118',
      note: 'Where the model comes from.',
    },
    {
      name: 'H. W. Hethcote (2000): The mathematics of infectious diseases. SIAM Review 42, 599–653',
      url: 'https://doi.org/10.1137/S0036144500371907',
      note: 'A survey of the model and those that followed it.',
    },
    {
      name: 'Wikipedia: Compartmental models in epidemiology',
      url: 'https://en.wikipedia.org/wiki/Compartmental_models_in_epidemiology',
      note: 'An introduction.',
    },
  ],
};
