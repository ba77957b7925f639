const HEIGHT_PX = 600;

/** The line of HTML that shows a view in another page. */
export function embedCode(address: string, title: string): string {
  const attributes = [
    `src="${escapeAttribute(embedAddress(address))}"`,
    `title="${escapeAttribute(title)}"`,
    'width="100%"',
    `height="${HEIGHT_PX}"`,
    'style="border:0"',
    'loading="lazy"',
    'allowfullscreen',
  ];
  return `<iframe ${attributes.join(' ')}></iframe>`;
}

/** An address with `embed=1`; the rest of it stays as it is written, commas and all. */
export function embedAddress(address: string): string {
  const [beforeHash = '', ...hash] = address.split('#');
  const [path = '', ...search] = beforeHash.split('?');
  const kept = search
    .join('?')
    .split('&')
    .filter(pair => pair !== '' && pair.split('=')[0] !== 'embed');
  return [`${path}?${[...kept, 'embed=1'].join('&')}`, ...hash].join('#');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
