import { element } from '../controls/element.ts';

/** Links to the sections, by their headings. */
export function contents(sections: readonly HTMLElement[]): HTMLElement {
  const items = sections.map(({ id, firstElementChild }) =>
    element('li', {}, element('a', { href: `#${id}` }, firstElementChild?.textContent ?? id)),
  );
  return element('nav', { className: 'about-contents', ariaLabel: 'On this page' }, element('ul', {}, ...items));
}
