/** How an answer is compressed on its way. */
export type ContentEncoding = 'br' | 'gzip';

const PREFERRED: readonly ContentEncoding[] = ['br', 'gzip'];

/** The first encoding on offer that an `Accept-Encoding` header lets through (RFC 9110, 12.5.3), or null for none. */
export function chooseEncoding(
  header: string | null,
  offered: readonly ContentEncoding[] = PREFERRED,
): ContentEncoding | null {
  const allowed = new Map((header ?? '').toLowerCase().split(',').map(parseCoding));
  const mayBe = (encoding: ContentEncoding) => (allowed.get(encoding) ?? allowed.get('*') ?? 0) > 0;
  return offered.find(mayBe) ?? null;
}

function parseCoding(text: string): readonly [coding: string, quality: number] {
  const [coding = '', ...parameters] = text.split(';').map(part => part.trim());
  const quality = parameters.find(parameter => parameter.startsWith('q='))?.slice(2);
  return [coding, quality === undefined ? 1 : Number(quality)];
}
