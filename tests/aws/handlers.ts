import { createHandler } from '../../functions/query/lambda/create-handler.ts';
import { createQueryApp, type QueryApp } from '../../functions/query/query-app.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { TINY } from '../query/tiny-data.ts';

export const BASE = 'https://example.org/api/v1';

/** The function over the tiny data set, and the app in it. */
export async function tinyApp() {
  const store = new MemoryStore();
  const tiny = await publishFixture(store, TINY);
  const app = createQueryApp({ store, log: () => undefined });
  return { app, store, tiny, handle: createHandler(app) };
}

/** The function over an app that answers what it is told, with the requests it got and what was logged. */
export function answering(answer: () => Response | Promise<Response>) {
  const asked: Request[] = [];
  const logged: unknown[] = [];
  const app: QueryApp = {
    async fetch(request) {
      asked.push(request);
      return answer();
    },
  };
  return { asked, logged, handle: createHandler(app, (...entry) => logged.push(entry)) };
}

export const text = (body: string, headers: Record<string, string> = {}) =>
  new Response(body, { headers: { 'Content-Type': 'text/plain', ...headers } });
