import * as v from 'valibot';
import { anyObject } from '../contract/schema.ts';

/** Types of the issues that are about a key and not about its value. */
export const UNKNOWN_FIELD = 'unknown_field';
export const UNFIT_NAME = 'unfit_name';

type Result = { value: unknown; typed?: boolean; issues?: v.BaseIssue<unknown>[] };

/**
 * An object with these fields and no others. Unlike valibot's own it reports every unknown field, takes a field without
 * a value for one that is not there, and says of a required one what it must be.
 */
export function fieldsOf<const E extends v.ObjectEntries>(entries: E) {
  const schema = v.strictObject(entries, 'an object');
  const run = (dataset: v.UnknownDataset, config: v.Config<v.BaseIssue<unknown>>) => {
    const input = dataset.value;
    if (!v.is(anyObject, input)) return failed(input, [issueOf('object', input, 'an object')]);
    const issues = Object.entries<v.GenericSchema>(entries).flatMap(([key, entry]) => {
      const value = Object.hasOwn(input, key) ? input[key] : undefined;
      if (entry.type === 'optional' && (value ?? undefined) === undefined) return [];
      const { issues = [] } = entry['~run']({ value }, config);
      return issues.map(issue => within(issue, input, key));
    });
    const unknown = Object.keys(input)
      .filter(key => !Object.hasOwn(entries, key))
      .map(key => {
        const issue = issueOf(UNKNOWN_FIELD, input[key], 'a known field', Object.keys(entries));
        return within(issue, input, key);
      });
    return outcomeOf(input, [...issues, ...unknown]);
  };
  return { ...schema, '~run': run as unknown as (typeof schema)['~run'] };
}

/** An object whose keys are names of the publisher. @param name what they must be */
export function namedOf<K extends v.BaseSchema<string, string, v.BaseIssue<unknown>>, S extends v.GenericSchema>(
  name: K,
  value: S,
) {
  const schema = v.record(name, value, 'an object');
  const run = (dataset: v.UnknownDataset, config: v.Config<v.BaseIssue<unknown>>) => {
    const input = dataset.value;
    if (!v.is(anyObject, input)) return failed(input, [issueOf('object', input, 'an object')]);
    const issues = Object.entries(input).flatMap(([key, item]) => {
      const ofKey = (name['~run']({ value: key }, config).issues ?? []).slice(0, 1);
      const ofItem = value['~run']({ value: item }, config).issues ?? [];
      return [...ofKey.map(({ message }) => issueOf(UNFIT_NAME, key, message)), ...ofItem].map(issue =>
        within(issue, input, key),
      );
    });
    return outcomeOf(input, issues);
  };
  return { ...schema, '~run': run as unknown as (typeof schema)['~run'] };
}

/** A schema with its meaning, one sentence, and values that it may have. */
export function meant<S extends v.GenericSchema>(schema: S, sentence: string, ...examples: readonly unknown[]) {
  return v.pipe(schema, v.description(sentence), v.examples(examples));
}

/** A field that may be left out. @param standard its value then, where there is one */
export function maybe<S extends v.GenericSchema>(schema: S, standard?: unknown) {
  return { ...v.optional(schema), ...(standard === undefined ? {} : { default: standard }) };
}

function outcomeOf(value: unknown, issues: v.BaseIssue<unknown>[]): Result {
  return issues.length === 0 ? { typed: true, value } : failed(value, issues);
}

function failed(value: unknown, issues: v.BaseIssue<unknown>[]): Result {
  return { typed: false, value, issues };
}

function issueOf(type: string, input: unknown, message: string, requirement?: unknown): v.BaseIssue<unknown> {
  return {
    ...{ kind: 'schema', type, input, message, requirement, expected: null },
    received: typeof input,
  } as v.BaseIssue<unknown>;
}

function within(issue: v.BaseIssue<unknown>, input: Readonly<Record<string, unknown>>, key: string) {
  const at = { type: 'object', origin: 'value', input: { ...input }, key, value: input[key] } as const;
  return { ...issue, path: [at, ...(issue.path ?? [])] } as v.BaseIssue<unknown>;
}
