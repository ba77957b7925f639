import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** What may befall a request on its way to a server and back. */
export const WIRE_FAULTS = ['500', '503 SlowDown', 'reset', 'cut off', 'delayed', 'answer lost'] as const;
export type WireFault = (typeof WIRE_FAULTS)[number];

export interface FaultyProxy {
  readonly endpoint: string;
  readonly counts: ReadonlyMap<WireFault | 'none', number>;
  /** Puts with a condition that arrived, lost their answer, and were refused when they were sent again. */
  readonly refusedByThemselves: ReadonlySet<string>;
}

export interface FaultyProxyOptions {
  readonly target: string;
  /** The share of requests that meet a fault. */
  readonly share: number;
  random(): number;
}

const DELAY_MS = 400;

/** Passes HTTP requests on to a server, and lets what happens between machines happen to some of them. */
export async function faultyProxy({ target, share, random }: FaultyProxyOptions): Promise<FaultyProxy> {
  const counts = new Map<WireFault | 'none', number>();
  const lost = new Set<string>();
  const refusedByThemselves = new Set<string>();
  const agent = new Agent({ keepAlive: true });
  const server = createServer(async (from, to) => {
    const fault = random() < share ? WIRE_FAULTS[Math.floor(random() * WIRE_FAULTS.length)] : undefined;
    counts.set(fault ?? 'none', (counts.get(fault ?? 'none') ?? 0) + 1);
    const body = await buffer(from).catch(() => undefined);
    if (body === undefined) return void to.destroy();
    if (fault === 'reset') return void from.socket.resetAndDestroy();
    if (fault === '500') return refuse(to, 500, 'InternalError');
    if (fault === '503 SlowDown') return refuse(to, 503, 'SlowDown');
    if (fault === 'delayed') await sleep(DELAY_MS);
    const answer = await passOn(target, from, body, agent).catch(() => undefined);
    if (answer === undefined) return void from.socket.destroy();
    const put = conditionalPut(from, body);
    if (put !== undefined && answer.statusCode === 412 && lost.has(put)) refusedByThemselves.add(put);
    if (fault === 'answer lost') {
      if (put !== undefined && answer.statusCode === 200) lost.add(put);
      return void from.socket.destroy();
    }
    to.writeHead(answer.statusCode, answer.headers);
    if (fault !== 'cut off') return void to.end(answer.body);
    to.write(answer.body.subarray(0, answer.body.length / 2), () => from.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    agent.destroy();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  return { endpoint: `http://127.0.0.1:${address.port}`, counts, refusedByThemselves };
}

interface Answer {
  readonly statusCode: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function passOn(target: string, from: IncomingMessage, body: Buffer, agent: Agent): Promise<Answer> {
  const { method = 'GET', url = '/', headers } = from;
  const { 'transfer-encoding': _, ...rest } = headers;
  const to = request(new URL(url, target), {
    method,
    agent,
    headers: { ...rest, host: new URL(target).host, 'content-length': body.length },
  });
  to.end(body);
  const [answer]: IncomingMessage[] = await once(to, 'response');
  if (answer === undefined) throw new Error('a response has come');
  const { connection: __, 'transfer-encoding': ___, ...kept } = answer.headers;
  return { statusCode: answer.statusCode ?? 500, headers: kept, body: await buffer(answer) };
}

/** What tells one put with a condition from all others, however often it is sent. */
function conditionalPut({ method, url, headers }: IncomingMessage, body: Buffer): string | undefined {
  const condition = headers['if-match'] ?? headers['if-none-match'];
  return method === 'PUT' && condition !== undefined ? `${url} ${condition} ${body.toString('base64')}` : undefined;
}

function refuse(to: ServerResponse, status: number, code: string): void {
  to.writeHead(status, { 'content-type': 'application/xml' });
  to.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>a fault</Message></Error>`);
}
