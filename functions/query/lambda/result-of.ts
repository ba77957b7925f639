import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Problem } from '../../contract/problem.ts';

/** What a function may give back, as JSON. */
export const MAX_RESULT_BYTES = 6_291_556;

/** The result that an HTTP API turns into this answer. Throws `too-large` for one that Lambda would not let through. */
export async function resultOf(response: Response): Promise<APIGatewayProxyStructuredResultV2> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const encoded = response.headers.has('Content-Encoding');
  const cookies = response.headers.getSetCookie();
  response.headers.delete('Set-Cookie');
  const result = {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    ...(cookies.length > 0 ? { cookies } : {}),
    body: bytes.toString(encoded ? 'base64' : 'utf8'),
    isBase64Encoded: encoded,
  };
  // As JSON a character takes six bytes at most.
  if (8 * result.body.length > MAX_RESULT_BYTES) checkSize(Buffer.byteLength(JSON.stringify(result)), encoded);
  return result;
}

function checkSize(found: number, encoded: boolean): void {
  if (found <= MAX_RESULT_BYTES) return;
  const [most, megabytes] = [MAX_RESULT_BYTES, found].map(bytes => (bytes / 1_000_000).toFixed(1));
  const otherwise = encoded ? '' : ', or send "Accept-Encoding: br, gzip"';
  throw new Problem(
    'too-large',
    `the answer must have at most ${most} MB; it has ${megabytes} MB: ask for fewer regions, measures or days${otherwise}`,
  );
}
