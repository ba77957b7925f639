import { element } from '../controls/element.ts';

/** Holds what may be wider than the page; as long as it is, it can be reached and scrolled by keyboard. */
export function scrollBox(name: string, content: HTMLElement): HTMLElement {
  const box = element('div', { className: 'about-scroll' }, content);
  const fit = () => {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.role = 'region';
      box.ariaLabel = name;
    } else {
      for (const attribute of ['tabindex', 'role', 'aria-label']) box.removeAttribute(attribute);
    }
  };
  new ResizeObserver(fit).observe(box);
  return box;
}
