import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetJsonSchema, siteJsonSchema } from '../functions/describe/json-schemas.ts';

/** The files that a site serves below `/schemas/`, by name. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const schemas = { 'dataset.schema.json': datasetJsonSchema(), 'site.schema.json': siteJsonSchema() };
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [name, `${JSON.stringify(schema, unlessEmpty, 1)}\n`]),
  );
}

function unlessEmpty(key: string, value: unknown): unknown {
  const isEmpty = Array.isArray(value) && value.length === 0;
  return isEmpty && (key === 'examples' || key === 'required') ? undefined : value;
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, 'schemas');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of schemaFiles()) await writeFile(join(folder, name), text);
}
