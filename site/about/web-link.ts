import { element } from '../controls/element.ts';

/** A link to a web address; the bare name where the address is none, because it was written by whoever described the data. */
export function webLink(name: string, url: string): Node {
  return /^https?:\/\//.test(url) ? element('a', { href: url }, name) : document.createTextNode(name);
}
