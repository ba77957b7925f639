import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export interface PlainHost {
  readonly url: string;
  /** The paths that were asked for and are no files. */
  readonly missing: readonly string[];
  close(): Promise<void>;
}

/** Any host of static files: no compression, no API, folders by their `index.html`, `404.html` for all else. */
export async function startPlainHost(root: string): Promise<PlainHost> {
  const missing: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const found = await stat(join(root, path)).catch(() => null);
    if (found?.isDirectory() === true && !path.endsWith('/')) {
      response.writeHead(301, { Location: `${path}/${new URL(request.url ?? '/', 'http://localhost').search}` }).end();
      return;
    }
    const name = found?.isDirectory() === true ? join(path, 'index.html') : path;
    const bytes = await readFile(join(root, name)).catch(() => null);
    if (bytes === null) missing.push(path);
    const type = TYPES[bytes === null ? '.html' : extname(name)] ?? 'application/octet-stream';
    response.writeHead(bytes === null ? 404 : 200, { 'Content-Type': type });
    response.end(bytes ?? (await readFile(join(root, '404.html'))));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    missing,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}
