import { type BuildResult, build } from '../functions/build/build.ts';
import { Problem } from '../functions/contract/problem.ts';
import { droppedFiles } from './dropped-files.ts';
import { findDatasets } from './find-datasets.ts';
import { openLocalApi } from './local-api.ts';
import { type LocalToolsOptions, localTools } from './local-tools.ts';
import { type LocalServer, serve } from './serve.ts';
import { watchFolder } from './watch-folder.ts';

export interface LocalStackOptions extends LocalToolsOptions {
  readonly port: number;
  /** The address to listen on; by default, only this machine has access. */
  readonly host?: string;
  /** The folder of the built site. */
  readonly site: string;
  /** Called after each build of a data set that changed something. */
  built(result: BuildResult): void;
  /** Gets errors of builds and of the watching, which continues. */
  failed(error: unknown): void;
}

/**
 * The whole project on one port: watches uploads, builds on change, and serves site, data and API. Resolves when the existing
 * uploads are built.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalServer> {
  const tools = await localTools(options);
  const ready = Promise.withResolvers<void>();
  const run = async () => {
    await buildAll();
    ready.resolve();
  };
  const buildAll = async () => {
    const { datasets, invalid } = await findDatasets(tools.uploads);
    for (const message of invalid) options.failed(new Problem('bad-input', message));
    for (const dataset of datasets) {
      try {
        const result = await build(dataset, tools);
        if (!result.unchanged) options.built(result);
      } catch (error) {
        options.failed(error);
      }
    }
  };
  const api = await openLocalApi(
    tools.site,
    (message, cause) => tools.log('query-failed', { message, cause: String(cause) }),
    options.site,
  );
  const dropped = await droppedFiles(tools.uploads);
  // Listens first, so that a port in use is reported without waiting for a build.
  const server = await serve({
    port: options.port,
    ...(options.host === undefined ? {} : { host: options.host }),
    api: api.fetch,
    data: tools.site,
    site: options.site,
    dropped,
  });
  const failed = (error: unknown) => {
    options.failed(error);
    ready.resolve();
  };
  const watch = await watchFolder({ folder: options.uploads, run, failed });
  watch.nudge();
  await ready.promise;
  return {
    ...server,
    async close() {
      await watch.close();
      await server.close();
      await api.close();
      await dropped.close();
    },
  };
}
