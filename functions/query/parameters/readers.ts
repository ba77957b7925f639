import { contentId, day } from '../../contract/expect.ts';
import { Problem } from '../../contract/problem.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { badParameter, type Reader } from './parameter.ts';
import { quoteGiven } from './quote-given.ts';

const MAX_NAME_LENGTH = 200;

/** Control characters, and the sign that stands for what could not be decoded. */
const UNREADABLE = String.raw`\u0000-\u001f\u007f-\u009f\ufffd`;
const UNREADABLE_CHARACTER = new RegExp(`[${UNREADABLE}]`);

export function wholeNumber(minimum: number, maximum: number): Reader<number> {
  return {
    schema: { type: 'integer', minimum, maximum },
    read(given, where) {
      const number = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
      if (number >= minimum && number <= maximum) return number;
      throw badParameter(where, `a whole number from ${minimum} to ${maximum}`, given);
    },
  };
}

export function choice<const T extends string>(...names: readonly T[]): Reader<T> {
  return {
    schema: { type: 'string', enum: names },
    read(given, where) {
      const found = names.find(name => name === given);
      if (found !== undefined) return found;
      throw badParameter(where, names.map(name => `"${name}"`).join(' or '), given, nearestNames(given, names));
    },
  };
}

/** One name, to be looked up in the snapshot. */
export const name: Reader<string> = {
  schema: { type: 'string', minLength: 1, maxLength: MAX_NAME_LENGTH, pattern: `^[^${UNREADABLE}]+$` },
  read(given, where) {
    if (given.length > MAX_NAME_LENGTH) throw badParameter(where, `at most ${MAX_NAME_LENGTH} characters`, given);
    if (UNREADABLE_CHARACTER.test(given)) throw badParameter(where, 'text without control characters or \ufffd', given);
    return given;
  },
};

/** Different names, parted by commas. */
export function names(maximum: number): Reader<readonly string[]> {
  return {
    schema: {
      type: 'array',
      items: { ...name.schema, pattern: `^[^,${UNREADABLE}]+$` },
      minItems: 1,
      maxItems: maximum,
      uniqueItems: true,
    },
    read(given, where) {
      const list = given.split(',');
      if (list.length > maximum) {
        throw new Problem('too-large', `${where} takes at most ${maximum} names at once; found ${list.length}`);
      }
      for (const item of list) {
        if (item === '') throw badParameter(where, 'names parted by single commas', given);
        name.read(item, where);
      }
      const twice = list.find((item, index) => list.indexOf(item) < index);
      if (twice !== undefined) throw badParameter(where, `different names, and ${quoteGiven(twice)} is not`, given);
      return list;
    },
  };
}

export const calendarDay: Reader<string> = {
  schema: { type: 'string', format: 'date' },
  read(given, where) {
    return accepted(() => day(given, where), where, 'a day like 2020-06-30', given);
  },
};

export const snapshotId: Reader<string> = {
  schema: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  read(given, where) {
    return accepted(() => contentId(given, where), where, 'a snapshot, 32 hexadecimal digits', given);
  },
};

/** A check of the published format, which blames the data, turned to blame the query. */
function accepted<T>(check: () => T, where: string, what: string, given: string): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof Problem && error.code === 'malformed') throw badParameter(where, what, given);
    throw error;
  }
}
