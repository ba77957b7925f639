import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** A result as the client reads it, decoded. */
export function responseOf({ statusCode, headers, body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2) {
  const sent = new Headers(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
  const bytes = Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
  return {
    status: statusCode,
    headers: sent,
    text: decoded(bytes, sent.get('Content-Encoding')),
    sentBytes: bytes.length,
  };
}

/** A response to HEAD names its encoding, but has no body. */
function decoded(bytes: Buffer, encoding: string | null): string {
  if (bytes.length === 0) return '';
  switch (encoding) {
    case null:
      return bytes.toString();
    case 'br':
      return brotliDecompressSync(bytes).toString();
    case 'gzip':
      return gunzipSync(bytes).toString();
    default:
      throw new Error(`nobody asked for ${encoding}`);
  }
}
