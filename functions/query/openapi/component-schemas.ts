import { type ConversionConfig, type JsonSchema, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import { type GenericSchema, parse } from 'valibot';
import { ANSWERS } from '../../contract/examples.ts';
import { PROBLEM_EXAMPLE, problemSchema } from '../../contract/problem-body.ts';
import { receiptSchema } from '../../contract/receipt.ts';
import { snapshotSchema } from '../../contract/snapshot.ts';
import { isRequired, type Parameter } from '../parameters/parameter.ts';

/** Every document of the API as JSON Schema, by its name among the components; they refer to one another. */
export function componentSchemas(): Readonly<Record<string, object>> {
  const answers = ANSWERS.map(({ schema, body }) => [componentName(schema), body] as const);
  const documents = { ...Object.fromEntries(answers), 'snapshot-v2': snapshotSchema, 'receipt-v1': receiptSchema };
  const { problem, ...others } = toJsonSchemaDefs({ ...documents, problem: problemSchema }, CONVERSION);
  return { ...others, problem: { ...problem, examples: [PROBLEM_EXAMPLE] } };
}

/** The name among the components of a document that calls itself `receipt/1`. */
export function componentName(schema: string): string {
  return schema.replace('/', '-v');
}

export function componentReference(name: string): string {
  return `#/components/schemas/${name}`;
}

/** What a parameter takes, as JSON Schema, with what it stands for where it is left out. */
export function parameterSchema(parameter: Parameter): JsonSchema {
  const { $schema: _, ...schema } = toJsonSchema(parameter.isRepeated ? parameter : parameter.reader, CONVERSION);
  if (parameter.isRepeated) return schema;
  const standard = isRequired(parameter) ? null : parse<GenericSchema>(parameter, null);
  return typeof standard === 'string' || typeof standard === 'number' ? { ...schema, default: standard } : schema;
}

const CONVERSION: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'output',
  // JSON Schema has no words for these; JSON has no other numbers than finite ones.
  ignoreActions: ['check', 'finite', 'transform'],
  overrideAction: ({ valibotAction }) => (valibotAction.type === 'safe_integer' ? { type: 'integer' } : null),
  overrideSchema: ({ jsonSchema: { propertyNames: _, ...schema } }) => schema,
  overrideRef: ({ referenceId }) => componentReference(referenceId),
};
