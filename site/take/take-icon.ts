const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of lines in a square of 16, in the colour of the text beside it; says nothing to a screen reader. */
export function takeIcon(lines: string): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('class', 'take-icon');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', lines);
  icon.append(path);
  return icon;
}
