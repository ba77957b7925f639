import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { Problem } from '../functions/contract/problem.ts';
import { type LocalAppOptions, localApp, problemResponse } from './local-app.ts';

export interface ServeOptions extends LocalAppOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly host?: string;
}

export interface LocalServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the whole project on one port, like a bucket behind a CDN and a function. */
export async function serve({ port, host, ...options }: ServeOptions): Promise<LocalServer> {
  return await serveApp(localApp(options), port, host);
}

/** Serves any Hono app, to this machine only unless a host is given. */
export async function serveApp(app: Hono, port: number, host = '127.0.0.1'): Promise<LocalServer> {
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    errorHandler: () => problemResponse(new Problem('bad-parameter', 'this is not a valid HTTP request')),
  });
  const server = createServer((request, response) => void listener(request, response));
  await listen(server, port, host);
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://${urlHost(host)}:${actual}`, port: actual, close: () => close(server) };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const why = REFUSALS[code] ?? `is not available (${code})`;
    throw new Problem('bad-input', `port ${port} of ${host} ${why}`, { cause });
  }
}

const REFUSALS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program; choose another port',
  EACCES: 'is reserved for the administrator; choose a port above 1023',
  EADDRNOTAVAIL: 'is not an address of this machine',
};

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
