import { chooseEncoding } from '../functions/query/http/choose-encoding.ts';
import type { Encoding } from './encoding.ts';

export interface Answer {
  /** Of the bytes as they are stored. */
  readonly etag: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** How the bytes are stored. */
  readonly stored: Encoding;
  /** In the order of preference; null always works. */
  readonly offered: readonly Encoding[];
  body(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
}

/** 304 where the client has it, else the body in the best encoding that the client takes. */
export async function respond(request: Request, answer: Answer): Promise<Response> {
  const encoding = chooseEncoding(
    request.headers.get('accept-encoding'),
    answer.offered.filter(offered => offered !== null),
  );
  const headers = new Headers({
    'cache-control': answer.cacheControl,
    // Another encoding of the same content is another sequence of bytes: equal in meaning only.
    etag: encoding === answer.stored ? answer.etag : `W/${answer.etag}`,
    vary: 'Accept-Encoding',
  });
  if (holds(request.headers.get('if-none-match'), answer.etag)) return new Response(null, { status: 304, headers });
  const body = await answer.body(encoding);
  headers.set('content-type', answer.contentType);
  headers.set('content-length', String(body.length));
  if (encoding !== null) headers.set('content-encoding', encoding);
  return new Response(body, { headers });
}

function holds(ifNoneMatch: string | null, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map(part => part.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
