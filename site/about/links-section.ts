import { element } from '../controls/element.ts';
import { aboutSection } from './about-section.ts';
import { type LinkGroup, notesOf } from './dataset-notes.ts';
import { MODEL_REFERENCES } from './model-references.ts';

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
