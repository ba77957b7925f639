import { createHash } from 'node:crypto';
import { defineRoute, type Route } from '../http/route.ts';

/** The route that describes all routes. What makes the document is loaded when somebody asks for it. */
export function openapi(routes: () => readonly Route[]): Route {
  let made: Promise<{ readonly body: object; readonly version: string }> | undefined;

  async function make() {
    const { openApiDocument } = await import('../openapi/open-api-document.ts');
    const body = openApiDocument(routes());
    return { body, version: createHash('sha256').update(JSON.stringify(body)).digest('hex') };
  }

  return defineRoute({
    path: '/openapi.json',
    summary: 'This document: every path, parameter, answer and error as OpenAPI 3.1.',
    parameters: {},
    async ask() {
      made ??= make();
      const { body, version } = await made;
      return { version, lasting: false, format: 'json', answer: async () => ({ body }) };
    },
  });
}
