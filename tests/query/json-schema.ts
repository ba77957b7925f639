/**
 * What is wrong with a value by a JSON Schema (draft 2020-12), as places and reasons; empty where nothing is. Knows the
 * words that this API's document uses and refuses any other, so that none is passed over in silence.
 */
export function schemaErrors(schema: unknown, value: unknown, root: unknown, at = '$'): string[] {
  const words = Object.entries(Object(schema)).filter(([word]) => !ANNOTATIONS.has(word));
  return words.flatMap(([word, wanted]) => {
    const check = CHECKS[word];
    if (check === undefined) throw new Error(`the check of schemas does not know "${word}"`);
    return check({ wanted, value, root, at });
  });
}

interface Case {
  readonly wanted: unknown;
  readonly value: unknown;
  readonly root: unknown;
  readonly at: string;
}

const ANNOTATIONS: ReadonlySet<string> = new Set(['description', 'examples', 'default']);

const CHECKS: Readonly<Record<string, (one: Case) => string[]>> = {
  $ref: ({ wanted, value, root, at }) => schemaErrors(resolve(root, String(wanted)), value, root, at),
  type: ({ wanted, value, at }) => ([wanted].flat().some(type => isOfType(type, value)) ? [] : [`${at}: no ${wanted}`]),
  enum: ({ wanted, value, at }) => (list(wanted).includes(value) ? [] : [`${at}: not one of ${wanted}`]),
  anyOf: ({ wanted, value, root, at }) =>
    list(wanted).some(schema => schemaErrors(schema, value, root, at).length === 0) ? [] : [`${at}: fits nothing`],
  required: ({ wanted, value, at }) =>
    isObject(value) ? list(wanted).flatMap(key => (Object.hasOwn(value, String(key)) ? [] : [`${at}: no ${key}`])) : [],
  properties: ({ wanted, value, root, at }) =>
    isObject(value)
      ? Object.entries(Object(wanted)).flatMap(([key, schema]) =>
          Object.hasOwn(value, key) ? schemaErrors(schema, Object(value)[key], root, `${at}.${key}`) : [],
        )
      : [],
  additionalProperties: ({ wanted, value, root, at }) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => schemaErrors(wanted, item, root, `${at}.${key}`))
      : [],
  items: ({ wanted, value, root, at }) =>
    Array.isArray(value) ? value.flatMap((item, index) => schemaErrors(wanted, item, root, `${at}[${index}]`)) : [],
  minItems: ({ wanted, value, at }) => (list(value).length >= Number(wanted) ? [] : [`${at}: too few`]),
  maxItems: ({ wanted, value, at }) => (list(value).length <= Number(wanted) ? [] : [`${at}: too many`]),
  uniqueItems: ({ value, at }) => (new Set(list(value)).size === list(value).length ? [] : [`${at}: twice`]),
  minimum: ({ wanted, value, at }) => (typeof value === 'number' && value < Number(wanted) ? [`${at}: small`] : []),
  maximum: ({ wanted, value, at }) => (typeof value === 'number' && value > Number(wanted) ? [`${at}: large`] : []),
  minLength: ({ wanted, value, at }) =>
    typeof value === 'string' && value.length < Number(wanted) ? [`${at}: short`] : [],
  maxLength: ({ wanted, value, at }) =>
    typeof value === 'string' && value.length > Number(wanted) ? [`${at}: long`] : [],
  pattern: ({ wanted, value, at }) =>
    typeof value === 'string' && !new RegExp(String(wanted), 'u').test(value) ? [`${at}: not ${wanted}`] : [],
  format: ({ wanted, value, at }) =>
    typeof value === 'string' && !(FORMATS[String(wanted)] ?? /^$/).test(value) ? [`${at}: no ${wanted}`] : [],
};

const FORMATS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
};

/** The part of a document that a reference within it names. */
export function resolve(root: unknown, reference: string): unknown {
  const parts = reference.replace(/^#\//, '').split('/');
  return parts.reduce((part, key) => {
    if (!Object.hasOwn(Object(part), key)) throw new Error(`${reference} leads nowhere`);
    return Object(part)[key];
  }, root);
}

function isOfType(type: unknown, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'object' ? isObject(value) : typeof value === type;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
