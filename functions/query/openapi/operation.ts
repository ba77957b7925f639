import { ANSWERS, EXAMPLE_DATASET, EXAMPLE_QUERIES } from '../../contract/examples.ts';
import { type JsonSchema, jsonSchemaOf } from '../../contract/json-schema.ts';
import { BASE_PATH } from '../http/base-path.ts';
import type { Route } from '../http/route.ts';
import type { Description } from '../parameters/parameter.ts';
import { errorStatuses, responseName } from './error-responses.ts';

/** One route as an operation. Schemas of named documents are put into `documents`. */
export function describeOperation(route: Route, documents: Map<string, JsonSchema>) {
  const ofDataset = route.path.includes('{dataset}');
  const refusals = errorStatuses(ofDataset).map(status => [
    String(status),
    { $ref: `#/components/responses/${responseName(status)}` },
  ]);
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [ofDataset || route.path === '/datasets' ? 'data' : 'service'],
    parameters: [
      ...(ofDataset ? [DATASET] : []),
      ...Object.entries(route.parameters).map(([name, description]) => describeParameter(name, description, route)),
      IF_NONE_MATCH,
    ],
    responses: {
      200: { description: 'The answer.', headers: HEADERS, content: describeContent(route, documents) },
      304: { description: 'What `If-None-Match` names is still the answer.', headers: HEADERS },
      ...Object.fromEntries(refusals),
    },
  };
}

/** The last part of its path: `series`. */
function operationId({ path }: Route): string {
  return (path.split('/').at(-1) ?? '').replaceAll(/[{}]|\.json$/g, '');
}

const DATASET = {
  name: 'dataset',
  in: 'path',
  required: true,
  description: 'The id of a data set; "/datasets" lists them.',
  schema: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', maxLength: 200 },
  example: EXAMPLE_DATASET,
};

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'ETags of answers that are known, or `*`.',
  schema: { type: 'string' },
};

const HEADERS = {
  ETag: {
    description: 'Changes with the answer. The same for all ways of writing a query. Not given where nothing is kept.',
    schema: { type: 'string' },
  },
  'Cache-Control': {
    description: 'How long the answer may be kept: short for what is live, a year with `snapshot`.',
    required: true,
    schema: { type: 'string' },
  },
};

function describeParameter(name: string, { says, schema, required }: Description, { path }: Route) {
  const isList = schema.type === 'array';
  const given = EXAMPLE_QUERIES[path]?.[name];
  return {
    name,
    in: 'query',
    required,
    description: says,
    schema,
    ...(isList ? { style: 'form', explode: false } : {}),
    ...(given === undefined ? {} : { example: exampleValue(given, schema.type) }),
  };
}

function exampleValue(given: string, type: unknown): string | number | readonly string[] {
  if (type === 'array') return given.split(',');
  return type === 'integer' ? Number(given) : given;
}

function describeContent(route: Route, documents: Map<string, JsonSchema>) {
  const contract = ANSWERS.find(({ where }) => where === BASE_PATH + route.path);
  if (contract === undefined) return { 'application/json': { schema: { type: 'object' } } };
  const json = { schema: jsonSchemaOf(contract.parse, documents), example: contract.example };
  return contract.csv === null
    ? { 'application/json': json }
    : { 'application/json': json, 'text/csv': { schema: CSV, example: contract.csv } };
}

const CSV = {
  type: 'string',
  description: 'RFC 4180 in UTF-8 with a header row; a missing value is an empty cell.',
};
