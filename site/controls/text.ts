import type { Inline, TextBlock } from '../format/markdown.ts';
import { element } from './element.ts';

/** A block of text as an element. @param figure what the view draws under a name; null where it has no such figure */
export function textBlock(block: TextBlock, figure: (name: string) => HTMLElement | null = () => null): HTMLElement {
  if ('heading' in block) return element('h3', {}, block.heading);
  if ('text' in block) return element('p', {}, ...inlineNodes(block.text));
  if ('list' in block) return element('ul', {}, ...block.list.map(item => element('li', {}, ...inlineNodes(item))));
  return figure(block.figure) ?? element('p', {}, block.figure);
}

export function inlineNodes(inlines: readonly Inline[]): readonly (Node | string)[] {
  return inlines.map(inline => {
    if (typeof inline === 'string') return inline;
    if ('strong' in inline) return element('strong', {}, inline.strong);
    if ('emphasis' in inline) return element('em', {}, inline.emphasis);
    if ('code' in inline) return element('code', {}, inline.code);
    return webLink(inline.link, inline.url);
  });
}

/** A link to a web address or within the site; the bare name for any other address, as whoever described the data wrote it. */
export function webLink(name: string, url: string): Node {
  return /^(https?:\/\/|\/(?!\/))/.test(url) ? element('a', { href: url }, name) : document.createTextNode(name);
}
