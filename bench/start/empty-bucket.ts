import { once } from 'node:events';
import { createServer } from 'node:http';

export interface EmptyBucket {
  readonly endpoint: string;
  close(): void;
}

const NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>';

/** An S3 on loopback that has nothing and says so at once, so that what is measured is the client. */
export async function serveEmptyBucket(): Promise<EmptyBucket> {
  const server = createServer((_, response) => {
    response.writeHead(404, { 'content-type': 'application/xml' }).end(NOTHING);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return { endpoint: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
