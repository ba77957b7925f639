import { createHash } from 'node:crypto';
import type { HealthAnswer } from '../../contract/answers.ts';
import { defineRoute, type Route, type RouteDescription } from '../http/route.ts';

/** The route that describes all routes. What makes the document is loaded when somebody asks for it. */
export function openapi(routes: () => readonly RouteDescription[]): Route {
  let made: { readonly title: string; readonly document: ReturnType<typeof make> } | undefined;

  async function make(title: string) {
    const { openApiDocument } = await import('../openapi/open-api-document.ts');
    const body = openApiDocument(routes(), title);
    return { body, version: createHash('sha256').update(JSON.stringify(body)).digest('hex') };
  }

  return defineRoute({
    path: '/openapi.json',
    summary: 'This document: every path, parameter, answer and error as OpenAPI 3.1.',
    parameters: {},
    async ask(published) {
      const { title } = await published.site();
      if (made?.title !== title) made = { title, document: make(title) };
      const { body, version } = await made.document;
      return { version, lasting: false, format: 'json', answer: async () => ({ body }) };
    },
  });
}

const HEALTHY: HealthAnswer = { schema: 'health-answer/1', status: 'ok' };

export const health = defineRoute({
  path: '/health',
  summary: 'Whether the API answers; reads no data.',
  parameters: {},
  ask: async () => ({ version: null, lasting: false, format: 'json', answer: async () => ({ body: HEALTHY }) }),
});
