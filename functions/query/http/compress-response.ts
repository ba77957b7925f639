import { type Duplex, pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** Shorter answers are sent as they are: they fit into a packet. */
export const COMPRESSED_FROM_BYTES = 1024;

/** At 11 an answer of a megabyte would take seconds; at 4 it takes milliseconds and is hardly longer. */
const BROTLI_QUALITY = 4;

/**
 * The answer, compressed as its caller allows. For platforms that do not do so themselves: CloudFront does. An answer
 * whose length is not known, being made as it is read, is compressed as it is read.
 */
export function compressResponse(request: Request, response: Response): Response {
  const headers = new Headers(response.headers);
  headers.append('Vary', 'Accept-Encoding');
  const encoding = isLong(response) ? chooseEncoding(request.headers.get('Accept-Encoding')) : null;
  if (encoding === null) return new Response(response.body, { status: response.status, headers });
  headers.set('Content-Encoding', encoding);
  headers.delete('Content-Length');
  // Other bytes with the same meaning: the validator is a weak one from here on.
  const etag = headers.get('ETag');
  if (etag?.startsWith('"')) headers.set('ETag', `W/${etag}`);
  const body = response.body && compressedStream(response.body, compressor(encoding));
  return new Response(body, { status: response.status, headers });
}

/** Answers to HEAD count as the answers that they stand for. */
function isLong({ status, headers }: Response): boolean {
  if (status !== 200 || headers.has('Content-Encoding')) return false;
  return Number(headers.get('Content-Length') ?? Number.POSITIVE_INFINITY) >= COMPRESSED_FROM_BYTES;
}

function compressor(encoding: ContentEncoding): Duplex {
  switch (encoding) {
    case 'br':
      return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
    case 'gzip':
      return createGzip();
  }
}

/** Reads on as it is read itself; who stops reading stops it all. */
function compressedStream(body: AsyncIterable<Uint8Array>, through: Duplex): ReadableStream<Uint8Array> {
  // A failure reaches the reader by way of the stream itself.
  pipeline(Readable.from(body), through, () => {});
  const pieces = through[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}

/** How an answer is compressed on its way. */
type ContentEncoding = 'br' | 'gzip';

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
