import * as v from 'valibot';

/** Reads the text of one value. Its messages end the sentence "must be". */
export type Reader = v.GenericSchema<string, unknown>;

/** A schema for the text in a query, or null where it was left out, with its documentation. */
export type Parameter = (v.GenericSchema<string | null, unknown> | v.GenericSchema<string[] | undefined, unknown>) & {
  readonly says: string;
  readonly reader: Reader;
  /** It may be given several times, and its schema is for a list. */
  readonly isRepeated?: true;
};

/** Every parameter that a route has; any other is an error. */
export type ParameterTable = Readonly<Record<string, Parameter>>;

export type Values<T extends ParameterTable> = v.InferOutput<v.ObjectSchema<T, undefined>>;

/** Null where it is left out. */
export function optional<R extends Reader>(reader: R, says: string) {
  return { ...v.nullable(reader), says, reader };
}

/** @param standard stands for it where it is left out, as it would be written in a query */
export function withDefault<R extends Reader, const D extends string>(reader: R, standard: D, says: string) {
  return { ...v.nullable(reader, standard), says, reader };
}

export function required<R extends Reader>(reader: R, says: string) {
  return { ...reader, says, reader };
}

/** May be given several times; a list of what was. */
export function repeated<R extends Reader>(reader: R, most: number, says: string) {
  const all = v.pipe(v.array(reader), v.maxLength(most, `at most ${most} values`));
  return { ...v.optional(all, []), says, reader, isRepeated: true as const };
}

export function isRequired(parameter: Parameter): boolean {
  return parameter.isRepeated !== true && !v.is(parameter, null);
}
