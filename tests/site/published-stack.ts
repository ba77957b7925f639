import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { startLocalStack } from '../../local/local-stack.ts';
import type { LocalServer } from '../../local/serve.ts';

/** Runs the whole stack over a folder of uploads, and resolves when they are published. */
export async function publishedStack(uploads: string, out: string): Promise<LocalServer> {
  await buildSite();
  const published = Promise.withResolvers<void>();
  const stack = await startLocalStack({
    uploads,
    out,
    port: 0,
    site: SITE_DIST,
    log() {},
    progress() {},
    built: () => published.resolve(),
    failed: error => published.reject(error),
  });
  try {
    await published.promise;
    return stack;
  } catch (error) {
    await stack.close();
    throw error;
  }
}
