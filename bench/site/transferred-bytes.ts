import { once } from 'node:events';
import { get, IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** How many bytes the body of an answer has on its way to a browser that takes brotli. Throws unless it is answered with 200. */
export async function transferredBytes(address: string): Promise<number> {
  const request = get(address, { headers: { 'accept-encoding': 'br' } });
  const [response]: unknown[] = await once(request, 'response');
  if (!(response instanceof IncomingMessage) || response.statusCode !== 200) {
    throw new Error(`${address} must be answered with 200`);
  }
  return (await buffer(response)).length;
}
