/** Does an `Accept` header let this media type through? The most specific range that fits decides (RFC 9110, 12.5.1). */
export function accepts(header: string | null, mediaType: string): boolean {
  if (header === null || header.trim() === '') return true;
  const [kind] = mediaType.split('/');
  const ranges = header.split(',').map(parseRange);
  for (const wanted of [mediaType, `${kind}/*`, '*/*']) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range) return range.quality > 0;
  }
  return false;
}

function parseRange(text: string): { type: string; quality: number } {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase());
  const quality = parameters.find(parameter => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) };
}
