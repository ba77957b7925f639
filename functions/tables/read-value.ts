import * as v from 'valibot';
import { day } from '../contract/schema.ts';
import type { TableColumn } from '../contract/table.ts';
import { badParameter } from '../query/parameters/bad-parameter.ts';
import { bound, type Sql } from './sql.ts';

/** A value of a filter, as the column has them. Throws `bad-parameter` for a text that is none. */
export function readValue({ name, type }: TableColumn, given: string): Sql {
  const refuse = (what: string) => badParameter(`"where" on ${JSON.stringify(name)}`, what, given);
  switch (type) {
    case 'integer':
    case 'decimal':
      if (!NUMBER.test(given) || !Number.isFinite(Number(given))) throw refuse('a number, such as -1.5');
      return bound(given, Number.isSafeInteger(Number(given)) && WHOLE.test(given) ? type : 'decimal');
    case 'boolean':
      if (given !== 'true' && given !== 'false') throw refuse('true or false');
      return bound(given, type);
    case 'date':
      if (!v.is(day, given)) throw refuse('a day, such as 2020-06-30');
      return bound(given, type);
    case 'timestamp':
      if (!isTimestamp(given)) throw refuse('a day or a time, such as 2020-06-30T14:05:00');
      return bound(given.replace('T', ' '), type);
    case 'text':
      if (given === '') throw refuse('text; "missing:true" finds rows without a value');
      return bound(given, type);
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const WHOLE = /^-?\d+$/;

/** As the source wrote it, without a zone. */
function isTimestamp(given: string): boolean {
  const [date = '', time] = given.split('T');
  return v.is(day, date) && (time === undefined || TIME.test(time));
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;
