import { describe, expect, test } from 'vitest';
import { ANSWERS } from '../../functions/contract/examples.ts';
import { PROBLEM_EXAMPLE } from '../../functions/contract/problem-body.ts';
import { parameterSchema } from '../../functions/query/openapi/component-schemas.ts';
import { openApiDocument } from '../../functions/query/openapi/open-api-document.ts';
import { isRequired } from '../../functions/query/parameters/parameter.ts';
import { DOCUMENTED } from '../../functions/query/routes/routes.ts';
import { paths, replacedAt, withoutAt } from '../contract/malformed.ts';
import { askTiny } from './ask.ts';
import { resolve, schemaErrors } from './json-schema.ts';

const DOCUMENT = openApiDocument(DOCUMENTED, 'Data');

test('/openapi.json is the document, as any other answer is kept and compared', async () => {
  const { ask, store } = await askTiny();
  const response = await ask('/openapi.json');
  expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  expect(response.headers.get('Cache-Control')).toBe('public, max-age=0, s-maxage=2');
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(DOCUMENT)));
  expect(store.reads).toEqual(['data/site.json']);
  const headers = { 'If-None-Match': response.headers.get('ETag') ?? '' };
  expect((await ask('/openapi.json', { headers })).status).toBe(304);
});

test('every answer leads to it', async () => {
  const { ask } = await askTiny();
  for (const path of ['/datasets', '/datasets/tiny', '/nowhere', '/datasets/tiny/series']) {
    expect((await ask(path)).headers.get('Link')).toMatch(/^<\/api\/v1\/openapi.json>; rel="service-desc"/);
  }
});

test('the document has the form of OpenAPI 3.1: its references lead somewhere, its names are unique', () => {
  expect(DOCUMENT.openapi).toBe('3.1.0');
  const references = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"([^"]+)"/g)].map(match => match[1] ?? '');
  expect(references.length).toBeGreaterThan(20);
  for (const reference of references) expect(() => resolve(DOCUMENT, reference)).not.toThrow();
  const ids = Object.values(DOCUMENT.paths).map(({ get }) => get.operationId);
  expect(ids).toEqual([
    ...['datasets', 'dataset', 'regions', 'series', 'ranking', 'receipt', 'tables', 'table'],
    ...['openapi', 'health'],
    ...['rows', 'facets', 'summary'],
  ]);
  for (const name of Object.keys(DOCUMENT.components.schemas)) expect(name).toMatch(/^[\w.-]+$/);
});

describe.each(DOCUMENTED.map(route => [route.path, route] as const))('%s in the document', (path, route) => {
  const operation = DOCUMENT.paths[path]?.get;

  test('has every parameter that is checked, as it is checked, and no other', () => {
    const described = (operation?.parameters ?? []).filter(parameter => parameter.in === 'query');
    expect(described.map(({ name }) => name)).toEqual(Object.keys(route.parameters));
    for (const { name, description, required, schema } of described) {
      const parameter = route.parameters[name];
      if (parameter === undefined) throw new Error(`no parameter ${name}`);
      expect(description).toBe(parameter.says);
      expect(required).toBe(isRequired(parameter));
      expect(schema).toEqual(parameterSchema(parameter));
    }
    const inPath = (operation?.parameters ?? []).filter(parameter => parameter.in === 'path');
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual([...path.matchAll(/\{\w+\}/g)].map(String));
  });

  test('has examples of parameters that fit', () => {
    for (const parameter of operation?.parameters ?? []) {
      if ('example' in parameter) expect(schemaErrors(parameter.schema, parameter.example, DOCUMENT)).toEqual([]);
    }
  });

  test('has a CSV where the format can be asked for', () => {
    expect('text/csv' in (operation?.responses[200].content ?? {})).toBe('format' in route.parameters);
  });
});

describe.each(ANSWERS.map(answer => [answer.where, answer] as const))('the schema of %s', (where, contract) => {
  const content = DOCUMENT.paths[where.replace('/api/v1', '')]?.get.responses[200].content;
  const json = content?.['application/json'];
  const schema = json?.schema;

  test('fits the example, which is in the document', () => {
    expect(json).toMatchObject({ example: contract.example });
    expect(schemaErrors(schema, contract.example, DOCUMENT)).toEqual([]);
    expect(content?.['text/csv']?.example ?? null).toBe(contract.csv);
  });

  test('refuses what the parser refuses, and takes what it takes', () => {
    const places = paths(contract.example);
    const changed = places.flatMap(place => [
      withoutAt(contract.example, place),
      ...[null, '', '2020-06-30', 0, -1, 1.5, [], {}, true].map(value => replacedAt(contract.example, place, value)),
    ]);
    expect(changed.length).toBeGreaterThan(10);
    for (const value of changed) {
      expect(schemaErrors(schema, value, DOCUMENT).length > 0, JSON.stringify(value)).toBe(
        refuses(contract.parse, value),
      );
    }
  });
});

test('the schema of an error fits every error', () => {
  expect(schemaErrors(DOCUMENT.components.schemas.problem, PROBLEM_EXAMPLE, DOCUMENT)).toEqual([]);
  expect(schemaErrors(DOCUMENT.components.schemas.problem, { ...PROBLEM_EXAMPLE, code: 'odd' }, DOCUMENT)).not.toEqual(
    [],
  );
});

function refuses(parse: (value: unknown, where: string) => unknown, value: unknown): boolean {
  try {
    parse(value, '');
    return false;
  } catch {
    return true;
  }
}
