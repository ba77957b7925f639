import type { ApiApp } from '../../functions/query/http/api-app.ts';
import { createHandler } from '../../functions/query/lambda/create-handler.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { TINY } from '../query/tiny-data.ts';

export const BASE = 'https://example.org/api/v1';

/** The function with the tiny data set, and its app. */
export async function tinyApp() {
  const store = new MemoryStore();
  const tiny = await publishFixture(store, TINY);
  const app = createQueryApp({ store, log: () => undefined });
  return { app, store, tiny, handle: createHandler(app) };
}

/** The function with an app that sends a given response; records requests and logs. */
export function responding(respond: () => Response | Promise<Response>) {
  const requests: Request[] = [];
  const logged: unknown[] = [];
  const app: ApiApp = {
    async fetch(request) {
      requests.push(request);
      return respond();
    },
  };
  return { requests, logged, handle: createHandler(app, (...entry) => logged.push(entry)) };
}

export const text = (body: string, headers: Record<string, string> = {}) =>
  new Response(body, { headers: { 'Content-Type': 'text/plain', ...headers } });
