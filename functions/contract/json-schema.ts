import {
  contentId,
  count,
  datasetId,
  day,
  finite,
  flag,
  integer,
  maybeIntegers,
  moment,
  type Parser,
  text,
} from './expect.ts';
import { Problem } from './problem.ts';

/** A JSON Schema, draft 2020-12, as far as it is used here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What a parser takes, as a JSON Schema. A document that has a name of its own (`schema: "receipt/1"`) is put into
 * `documents` and referred to; every other object is written where it stands. Keys that a parser leaves out are
 * allowed, so that a format may grow.
 */
export function jsonSchemaOf(parser: Parser<unknown>, documents: Map<string, JsonSchema>): JsonSchema {
  const known = PLAIN.get(parser);
  if (known) return known;
  const { structure } = parser;
  const inner = (of: Parser<unknown>) => jsonSchemaOf(of, documents);
  switch (structure?.kind) {
    case 'names':
      return { type: 'string', enum: structure.names };
    case 'nullable':
      return orNull(inner(structure.of));
    case 'list':
      return { type: 'array', items: inner(structure.of) };
    case 'map':
      return { type: 'object', additionalProperties: inner(structure.of) };
    case 'shape':
      return document(structure.fields, documents);
    case undefined:
      throw new Problem('internal', `no JSON Schema is known for a parser: ${parser.toString().slice(0, 60)}`);
  }
}

/** Where a document of this name stands in an OpenAPI document. */
export function componentName(schema: string): string {
  return schema.replace('/', '-v');
}

const PLAIN: ReadonlyMap<Parser<unknown>, JsonSchema> = new Map<Parser<unknown>, JsonSchema>([
  [text, { type: 'string' }],
  [integer, { type: 'integer' }],
  [count, { type: 'integer', minimum: 0 }],
  [finite, { type: 'number' }],
  [flag, { type: 'boolean' }],
  [day, { type: 'string', format: 'date' }],
  [moment, { type: 'string', format: 'date-time', pattern: 'Z$' }],
  [contentId, { type: 'string', pattern: '^[0-9a-f]{32}$' }],
  [datasetId, { type: 'string', pattern: '^[a-z][a-z0-9-]*$' }],
  [maybeIntegers, { type: 'array', items: { type: ['integer', 'null'] } }],
]);

function document(fields: Readonly<Record<string, Parser<unknown>>>, documents: Map<string, JsonSchema>): JsonSchema {
  const entries = Object.entries(fields);
  const build = (): JsonSchema => ({
    type: 'object',
    required: entries.filter(([, { absent }]) => absent === undefined).map(([key]) => key),
    properties: Object.fromEntries(entries.map(([key, parse]) => [key, jsonSchemaOf(parse, documents)])),
  });
  const name = nameOf(fields);
  if (name === undefined) return build();
  if (!documents.has(name)) documents.set(name, build());
  return { $ref: `#/components/schemas/${componentName(name)}` };
}

function nameOf({ schema }: Readonly<Record<string, Parser<unknown>>>): string | undefined {
  const structure = schema?.structure;
  return structure?.kind === 'names' && structure.names.length === 1 ? structure.names[0] : undefined;
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  return typeof type === 'string' && !('enum' in schema)
    ? { ...schema, type: [type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}
