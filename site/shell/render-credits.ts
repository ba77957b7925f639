import type { Credit, Snapshot } from '../../functions/contract/snapshot.ts';

/** Who counted, and under which licence. */
export function renderCredits(element: HTMLElement, { source, licence }: Snapshot): void {
  const data = document.createElement('p');
  data.append('Data: ', link(source), ', ', link(licence), '.');
  element.replaceChildren(data);
}

function link({ name, url }: Credit): Node {
  // Only a web address may become a link: the text comes from whoever described the data set.
  if (!/^https?:\/\//.test(url)) return document.createTextNode(name);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.textContent = name;
  return anchor;
}
