import { COMPRESSED_FROM_BYTES, chooseEncoding, encode } from '../http/encoding.ts';

/** The same answer in the best encoding that the client takes, if it is long enough: an HTTP API compresses nothing. */
export async function compressResponse(request: Request, response: Response): Promise<Response> {
  const { status } = response;
  const headers = new Headers(response.headers);
  headers.append('Vary', 'Accept-Encoding');
  if (response.body === null) return new Response(null, { status, headers });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const accepted = chooseEncoding(['br', 'gzip', null], request.headers.get('Accept-Encoding'));
  if (accepted === null || bytes.length < COMPRESSED_FROM_BYTES) return new Response(bytes, { status, headers });
  headers.set('Content-Encoding', accepted);
  // Other bytes than those of the answer as it is: equal in meaning only.
  const etag = headers.get('ETag');
  if (etag !== null) headers.set('ETag', `W/${etag}`);
  return new Response(await encode(bytes, accepted), { status, headers });
}
