import { componentName, type JsonSchema, jsonSchemaOf } from '../../contract/json-schema.ts';
import { PROBLEM_EXAMPLE, parseProblemBody } from '../../contract/problem-body.ts';
import { BASE_PATH } from '../http/base-path.ts';
import type { Route } from '../http/route.ts';
import { errorResponses } from './error-responses.ts';
import { describeOperation } from './operation.ts';

/** The API of a site as an OpenAPI 3.1 document, made of the routes that check the input and the parsers of their answers. */
export function openApiDocument(routes: readonly Route[], siteTitle: string) {
  const documents = new Map<string, JsonSchema>();
  const paths = Object.fromEntries(
    routes.map(route => [route.path, { get: describeOperation(route, documents) }] as const),
  );
  const schemas = [...documents].map(([name, schema]) => [componentName(name), schema] as const);
  const problem = { ...jsonSchemaOf(parseProblemBody, documents), examples: [PROBLEM_EXAMPLE] };
  return {
    openapi: '3.1.0',
    info: {
      title: `${siteTitle}: query API`,
      version: '1.0.0',
      summary: 'Regions, curves and rankings of published region time series.',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: BASE_PATH }],
    security: [],
    tags: [{ name: 'data', description: 'What is published.' }, SERVICE_TAG],
    paths,
    components: { schemas: { ...Object.fromEntries(schemas), problem }, responses: errorResponses() },
  };
}

const SERVICE_TAG = { name: 'service', description: 'The interface itself.' };

const DESCRIPTION = [
  'No key is needed, any page may ask, and only GET, HEAD and OPTIONS are answered.',
  'Within this version keys may be added to answers, and parameters to paths; nothing else changes. Every answer names',
  'its own schema and version.',
  'A parameter that is unknown, empty, repeated or malformed is an error, never a silent default. Missing values are',
  'null in JSON and empty in CSV. An answer carries an ETag; with `snapshot` it never changes.',
].join('\n');
