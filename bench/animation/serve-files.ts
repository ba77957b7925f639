import { Hono } from 'hono';
import { type LocalServer, serveApp } from '../../local/serve.ts';

export interface ServedFile {
  readonly contentType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Serves what is in memory by its path, without compression or headers of the site. */
export async function serveFiles(files: ReadonlyMap<string, ServedFile>): Promise<LocalServer> {
  const app = new Hono();
  for (const [path, { contentType, body }] of files)
    app.get(path, () => new Response(body, { headers: { 'content-type': contentType } }));
  return await serveApp(app, 0);
}
