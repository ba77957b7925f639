import { element } from '../controls/element.ts';

/** Something that is made and shown when its line is opened. */
export function fold(title: string, make: () => Node): HTMLElement {
  const details = element('details', { className: 'about-fold' }, element('summary', {}, title));
  details.addEventListener('toggle', () => details.append(make()), { once: true });
  return details;
}
