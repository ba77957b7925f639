import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { shortFields, sqlFields } from './dataset-fields.ts';
import { siteYamlFields } from './view-fields.ts';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** The JSON Schema of `dataset.yaml`: of the form with SQL where it has SQL, else of the short one. */
export function datasetJsonSchema(): JsonSchema {
  const sql = definitionOf(sqlFields);
  return {
    $schema: DRAFT,
    title: 'dataset.yaml of a data set',
    type: 'object',
    if: { required: ['extends'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { $ref: '#/definitions/extending' },
    else: {
      if: { anyOf: [{ required: ['tables'] }, { required: ['clean'] }] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { $ref: '#/definitions/sql' },
      else: { $ref: '#/definitions/short' },
    },
    definitions: {
      short: { ...definitionOf(shortFields), not: { required: ['region', 'regions'] } },
      sql: { ...sql, anyOf: [{ required: ['license'] }, { required: ['licence'] }] },
      extending: extending(sql),
    },
  };
}

/** The JSON Schema of `site.yaml`. */
export function siteJsonSchema(): JsonSchema {
  return { $schema: DRAFT, title: 'site.yaml at the root of the uploads', ...definitionOf(siteYamlFields) };
}

/** The fields of one form. What needs more than a schema, such as a measure that views name, is left to the build. */
export function definitionOf(schema: GenericSchema): JsonSchema {
  const { $schema: _, ...definition } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  return definition;
}

/** A descriptor may leave out whatever the one has that it extends. */
function extending(sql: JsonSchema): JsonSchema {
  const base = 'The id of the built-in data set that fills in what is left out.';
  const { required: _, properties = {}, ...rest } = sql;
  return {
    ...rest,
    properties: {
      extends: { type: 'string', description: base, examples: ['visits'] },
      ...properties,
      tables: partial(properties.tables),
    },
    required: ['extends'],
  };
}

/** Tables that only add to those of the base. */
function partial(tables: JsonSchema | boolean | undefined): JsonSchema {
  if (typeof tables !== 'object' || typeof tables.additionalProperties !== 'object') return {};
  const { required: _, ...table } = tables.additionalProperties;
  return { ...tables, additionalProperties: table };
}
