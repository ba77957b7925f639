import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** How one request is answered; after it the connection may be cut. */
export type Step = (response: ServerResponse, request: SeenRequest) => void;

/** A server for what no true one does when it is asked to: each request takes the next step, the last one again and again. */
export async function scriptedServer(steps: readonly Step[]): Promise<{ endpoint: string; seen: SeenRequest[] }> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body: await buffer(request) };
    const step = steps[Math.min(seen.length, steps.length - 1)];
    seen.push(one);
    step?.(response, one);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return { endpoint: `http://127.0.0.1:${address.port}`, seen };
}

/** An error of S3 in its own words. */
export function refusal(status: number, code: string, words = `of ${code}`): Step {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${words}</Message></Error>`;
  return response => void response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
}

/** Takes the request and hangs up without a word. */
export const hangUp: Step = response => void response.socket?.destroy();

export function stored(etag: string): Step {
  return response => void response.writeHead(200, { etag }).end();
}

export function object(etag: string, body: string): Step {
  return response => void response.writeHead(200, { etag, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** Says how long the body is, sends a part of it and hangs up. */
export function brokenObject(etag: string, size: number, part: string): Step {
  return response => {
    response.writeHead(200, { etag, 'content-length': size });
    response.write(part, () => response.socket?.destroy());
  };
}
