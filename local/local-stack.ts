import { type BuildResult, build } from '../functions/build/build.ts';
import { Problem } from '../functions/contract/problem.ts';
import { createQueryApp } from '../functions/query/query-app.ts';
import { datasetsIn } from './datasets-in.ts';
import { type LocalToolsOptions, localTools } from './local-tools.ts';
import { type LocalServer, serve } from './serve.ts';
import { watchFolder } from './watch-folder.ts';

export interface LocalStackOptions extends LocalToolsOptions {
  readonly port: number;
  /** The address to listen at; without it, that of this machine alone. */
  readonly host?: string;
  /** The folder of the built site. */
  readonly site: string;
  /** After each build of a data set. */
  built(result: BuildResult): void;
  /** What went wrong in a build or in the watching, which goes on. */
  failed(error: unknown): void;
}

/** The whole project on one port: uploads watched, built on change, site, data and API served. Ready when what lay there is built. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalServer> {
  const tools = await localTools(options);
  const ready = Promise.withResolvers<void>();
  const run = async () => {
    await buildAll();
    ready.resolve();
  };
  const buildAll = async () => {
    const { datasets, unfit } = await datasetsIn(tools.uploads);
    for (const sentence of unfit) options.failed(new Problem('bad-input', sentence));
    for (const dataset of datasets) {
      try {
        const result = await build(dataset, tools);
        if (!result.unchanged) options.built(result);
      } catch (error) {
        options.failed(error);
      }
    }
  };
  const { fetch } = createQueryApp({
    store: tools.site,
    freshSeconds: 0,
    log: (message, cause) => tools.log('query-failed', { message, cause: String(cause) }),
  });
  // The port is taken first: whoever started it twice should not wait for a build to be told.
  const server = await serve({
    port: options.port,
    ...(options.host === undefined ? {} : { host: options.host }),
    api: fetch,
    data: tools.site,
    site: options.site,
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
    },
  };
}
