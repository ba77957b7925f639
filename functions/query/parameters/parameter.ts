import type { Parser } from '../../contract/expect.ts';
import { Problem } from '../../contract/problem.ts';
import { quoteGiven } from './quote-given.ts';

/** How one value of a query is written: a check in words for machines (JSON Schema) and the check itself. */
export interface Reader<T> {
  readonly schema: Readonly<Record<string, unknown>>;
  read(given: string, where: string): T;
}

export interface Description {
  readonly says: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly required: boolean;
}

/** A parser from the text in a query, or null where it was left out, which carries its own documentation. */
export type Parameter<T> = Parser<T> & Description;

/** The value where it is given, else `absent`: what that stands for is written in `says`. */
export function optional<T, const A>(reader: Reader<T>, absent: A, says: string): Parameter<T | A> {
  const schema = isPlain(absent) ? { ...reader.schema, default: absent } : reader.schema;
  return Object.assign((value: unknown, where: string) => readGiven(reader, value, where) ?? absent, {
    says,
    schema,
    required: false,
  });
}

export function required<T>(reader: Reader<T>, says: string): Parameter<T> {
  const parse: Parser<T> = (value, where) => {
    const given = readGiven(reader, value, where);
    if (given === undefined) throw new Problem('bad-parameter', `${where} is missing; it must be ${lowerFirst(says)}`);
    return given;
  };
  return Object.assign(parse, { says, schema: reader.schema, required: true });
}

export function badParameter(where: string, what: string, given: string, nearest: readonly string[] = []): Problem {
  return new Problem('bad-parameter', `${where} must be ${what}; found ${quoteGiven(given)}`, { nearest });
}

function readGiven<T>(reader: Reader<T>, value: unknown, where: string): T | undefined {
  return typeof value === 'string' && value !== '' ? reader.read(value, where) : undefined;
}

/** A sentence of the documentation, as the end of another one. */
function lowerFirst(says: string): string {
  return says.charAt(0).toLowerCase() + says.slice(1).replace(/\.$/, '');
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
