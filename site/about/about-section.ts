import { element } from '../controls/element.ts';

/** A part of the page under a heading, which the list of contents leads to. */
export function aboutSection(id: string, title: string, ...children: readonly (Node | string)[]): HTMLElement {
  const headingId = `about-${id}-title`;
  const section = element(
    'section',
    { id: `about-${id}`, className: 'about-section' },
    element('h2', { id: headingId }, title),
    ...children,
  );
  section.setAttribute('aria-labelledby', headingId);
  return section;
}
