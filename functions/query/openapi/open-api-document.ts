import { BASE_PATH } from '../http/api-response.ts';
import type { RouteDescription } from '../http/route.ts';
import { componentSchemas } from './component-schemas.ts';
import { errorResponses } from './error-responses.ts';
import { describeOperation } from './operation.ts';

/** The API as an OpenAPI 3.1 document, made from the routes that check the input and the schemas of their answers. */
export function openApiDocument(routes: readonly RouteDescription[], siteTitle: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: `${siteTitle}: query API`,
      version: '1.0.0',
      summary: 'Published data: regions, time series and rankings by region, and the rows of tables.',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: BASE_PATH }],
    security: [],
    tags: [{ name: 'data', description: 'The published data.' }, SERVICE_TAG],
    paths: Object.fromEntries(routes.map(route => [route.path, { get: describeOperation(route) }] as const)),
    components: { schemas: componentSchemas(), responses: errorResponses() },
  };
}

const SERVICE_TAG = { name: 'service', description: 'The API itself.' };

const DESCRIPTION = [
  'No key is needed, any page may call the API, and it answers GET, HEAD and OPTIONS.',
  'Within this version, keys may be added to answers and parameters to paths; nothing else changes. Every answer names',
  'its own schema and version.',
  'A parameter that is unknown, empty, repeated or malformed is an error, never a silent default. Missing values are',
  'null in JSON and empty in CSV. An answer carries an ETag; with `snapshot` it never changes.',
].join('\n');
