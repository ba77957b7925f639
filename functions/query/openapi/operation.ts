import * as v from 'valibot';
import { ANSWERS, EXAMPLE_QUERIES, exampleNames } from '../../contract/examples.ts';
import { BASE_PATH } from '../http/api-response.ts';
import type { RouteDescription } from '../http/route.ts';
import { isRequired, type Parameter } from '../parameters/parameter.ts';
import { componentName, componentReference, parameterSchema } from './component-schemas.ts';
import { errorStatuses, responseName } from './error-responses.ts';

/** One route as an operation. */
export function describeOperation(route: RouteDescription) {
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
      ...(ofDataset ? [describeDataset(route)] : []),
      ...(route.path.includes('{table}') ? [TABLE] : []),
      ...Object.entries(route.parameters).map(([name, parameter]) => describeParameter(name, parameter, route)),
      IF_NONE_MATCH,
    ],
    responses: {
      200: { description: 'The answer.', headers: HEADERS, content: describeContent(route) },
      ...(takesParquet(route) ? { 302: FILE } : {}),
      304: { description: 'The answer has not changed since one of the tags in `If-None-Match`.', headers: HEADERS },
      ...Object.fromEntries(refusals),
    },
  };
}

/** The last part of its path: `series`. */
function operationId({ path }: RouteDescription): string {
  return (path.split('/').at(-1) ?? '').replaceAll(/[{}]|\.json$/g, '');
}

const ID = { type: 'string', pattern: '^[a-z][a-z0-9-]*$', maxLength: 200 };

function describeDataset({ path }: RouteDescription) {
  return {
    name: 'dataset',
    in: 'path',
    required: true,
    description: 'The id of a data set; "/datasets" lists them.',
    schema: ID,
    example: exampleNames(path).dataset,
  };
}

const TABLE = {
  name: 'table',
  in: 'path',
  required: true,
  description: 'The id of a table; the description of the data set lists them.',
  schema: ID,
  example: exampleNames('{table}').table,
};

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'ETags of answers that the client has, or `*`.',
  schema: { type: 'string' },
};

const HEADERS = {
  ETag: {
    description:
      'Changes with the answer. The same for all ways of writing a query. Absent if the answer must not be cached.',
    schema: { type: 'string' },
  },
  'Cache-Control': {
    description: 'How long the answer may be cached: seconds for live data, a year with `snapshot`.',
    required: true,
    schema: { type: 'string' },
  },
};

function describeParameter(name: string, parameter: Parameter, { path }: RouteDescription) {
  const schema = parameterSchema(parameter);
  const isList = schema.type === 'array';
  const given = EXAMPLE_QUERIES[path]?.[name];
  return {
    name,
    in: 'query',
    required: isRequired(parameter),
    description: parameter.says,
    schema,
    ...(isList ? { style: 'form', explode: parameter.isRepeated === true } : {}),
    ...(given === undefined ? {} : { example: exampleValue(given, schema.type) }),
  };
}

function exampleValue(given: string, type: unknown): string | number | readonly string[] {
  if (type === 'array') return given.split(',');
  return type === 'integer' ? Number(given) : given;
}

function describeContent(route: RouteDescription) {
  const contract = ANSWERS.find(({ where }) => where === BASE_PATH + route.path);
  if (contract === undefined) return { 'application/json': { schema: { type: 'object' } } };
  const json = { schema: { $ref: componentReference(componentName(contract.schema)) }, example: contract.example };
  return contract.csv === null
    ? { 'application/json': json }
    : { 'application/json': json, 'text/csv': { schema: CSV, example: contract.csv } };
}

/** A whole table is a published file. */
function takesParquet({ parameters }: RouteDescription): boolean {
  return parameters.format !== undefined && v.is(parameters.format.reader, 'parquet');
}

const FILE = {
  description: 'With `format=parquet`: where the published file is.',
  headers: { ...HEADERS, Location: { description: 'The path of the file on this host.', schema: { type: 'string' } } },
};

const CSV = {
  type: 'string',
  description: 'RFC 4180 in UTF-8 with a header row; a missing value is an empty cell.',
};
