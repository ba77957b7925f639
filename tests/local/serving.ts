import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync } from 'node:zlib';
import { expect, onTestFinished, vi } from 'vitest';
import { blobKey, INDEX_KEY, pointerKey, receiptKey, snapshotKey } from '../../functions/contract/keys.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import type { LocalAppOptions } from '../../local/local-app.ts';
import { serve } from '../../local/serve.ts';
import { TAB_IDS } from '../../site/address/path.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

export const ID = '0123456789abcdef0123456789abcdef';
export const BLOB = JSON.stringify({ schema: 'frames/2', values: Array.from({ length: 500 }, (_, n) => n) });
export const LONG = JSON.stringify({ schema: 'snapshot/2', text: 'long '.repeat(400) });

export interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

/** A server with one object of each kind published, gone after the test. */
export async function serving(overrides: Partial<LocalAppOptions> = {}) {
  const folder = await temporaryFolder();
  const data = new DiskStore({ root: join(folder, 'published') });
  const log = vi.fn((_: unknown) => {});
  const site = builtSite(folder);
  for (const keyOf of [blobKey, receiptKey]) await data.put(keyOf('covid', ID), brotliCompressSync(BLOB));
  await data.put(snapshotKey('covid', ID), Buffer.from(LONG));
  for (const key of [pointerKey('covid'), INDEX_KEY]) await data.put(key, Buffer.from('{"schema":"short/1"}'));
  const api = async () => Response.json({ schema: 'health-answer/1', status: 'ok' });
  const options: LocalAppOptions = { api, data, site, log, ...overrides };
  const server = await serve({ ...options, port: 0 });
  onTestFinished(() => server.close());
  const send = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) =>
    sendRaw(server.port, method, path, headers, body);
  return {
    ...{ data, log, site, options, url: server.url, port: server.port, send },
    get: (path: string, headers: Readonly<Record<string, string>>) => send('GET', path, headers),
    head: (path: string, headers: Readonly<Record<string, string>>) => send('HEAD', path, headers),
  };
}

function builtSite(folder: string): string {
  const site = join(folder, 'site');
  mkdirSync(join(site, 'assets'), { recursive: true });
  mkdirSync(join(site, 'folder.js'));
  for (const page of ['index', 'home'])
    writeFileSync(
      join(site, `${page}.html`),
      `<!doctype html><title>See COVID</title><body data-state="loading">${'<p>'.repeat(500)}`,
    );
  for (const tab of TAB_IDS) writeFileSync(join(site, `${tab}.html`), `<!doctype html><title>${tab}</title>`);
  writeFileSync(join(site, 'assets/app-1a2b.js'), 'console.log("map");\n'.repeat(100));
  writeFileSync(join(site, 'icon.png'), Buffer.alloc(2000, 7));
  writeFileSync(join(site, '.env.txt'), 'secret');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync('../secret.txt', join(site, 'linked.txt'));
  return site;
}

/** Not fetch: that resolves `..` and unpacks bodies before they can be looked at. */
export async function sendRaw(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Got> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, method, path, headers }, resolve).on('error', reject).end(body);
  });
  return { status: response.statusCode, headers: response.headers, bytes: await buffer(response) };
}

export function expectProblem({ status, headers, bytes }: Got, expected: number, code: string): void {
  expect(status).toBe(expected);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(bytes.toString())).toMatchObject({ type: 'about:blank', status: expected, code });
}
