/** A new element with its properties and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** The element with an id. Throws if the page has none of that type. */
export function find<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`the page must have a ${type.name} with the id "${id}"`);
}

const SVG = 'http://www.w3.org/2000/svg';

/** A new SVG element with its attributes and children. */
export function svgElement(
  tag: 'svg' | 'path' | 'a' | 'circle' | 'line' | 'text' | 'title',
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (SVGElement | string)[]
): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A line drawing in a square of 16, in the color of the text beside it; hidden from screen readers. */
export function lineIcon(lines: string): SVGElement {
  const attributes = { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' };
  return svgElement('svg', attributes, svgElement('path', { d: lines }));
}
