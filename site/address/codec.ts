/** One parameter of an address. */
export interface AddressField<T> {
  readonly name: string;
  /** Used where an address lacks the parameter or has it in a form that is not understood. Never written. */
  readonly standard: T;
  /** undefined for a text that is not understood. `note` explains what is only partly understood. */
  read(text: string, note: (sentence: string) => void): T | undefined;
  write(value: T): string;
  /** What a note calls the parameter; its name if not given. */
  readonly noun?: string;
  /** What would be understood, to end the note on a text that is not: `it is “log” or “linear”`. */
  readonly valid?: string;
  /** The note on a text that is not understood, in place of the usual one. */
  problem?(text: string): string;
  /** How a note names a value; as it is written if not given. */
  label?(value: T): string;
}

export interface ViewRead<V> {
  readonly view: V;
  /** A sentence for each part of the address that could not be followed. */
  readonly notes: string[];
}

export interface Codec<V> {
  readonly read: (search: string | URLSearchParams) => ViewRead<V>;
  /** `?…` or empty: only what differs from the standard, in the order of the fields. */
  readonly write: (view: V) => string;
}

/** Several parameters of one kind, such as the chosen values of dimensions: their values are an object by key. */
export interface FieldGroup {
  readonly group: Readonly<Record<string, AddressField<string>>>;
}

/** A parameter that may be repeated, such as a filter: a list of what its texts mean. */
export interface RepeatedField<T> {
  readonly each: Omit<AddressField<T>, 'standard' | 'label'>;
}

type FieldOf<T> = [T] extends [Readonly<Record<string, string>>]
  ? FieldGroup
  : AddressField<T> | (T extends readonly (infer Item)[] ? RepeatedField<Item> : never);
type AnyField = AddressField<unknown> | FieldGroup | RepeatedField<unknown>;

/** Turns the search part of an address into a view and back. */
export function codec<V extends object>(fields: { readonly [K in keyof V]: FieldOf<V[K]> }): Codec<V> {
  const entries = Object.entries<AnyField>(fields);
  const single = entries.flatMap(([, field]) => {
    if ('each' in field) return [];
    return ('group' in field ? Object.values(field.group) : [field]).map(({ name }) => name);
  });
  const repeated = entries.flatMap(([, field]) => ('each' in field ? [field.each.name] : []));
  return {
    read: search => {
      const query = new URLSearchParams(search);
      const notes = addressNotes(query, new Set([...single, 'embed']), new Set(repeated));
      const values = entries.map(([key, field]) => [key, readEntry(field, query, notes)]);
      return { view: Object.fromEntries(values), notes };
    },
    write: view => {
      const values = new Map<string, unknown>(Object.entries(view));
      const query = new URLSearchParams();
      for (const [key, field] of entries) {
        if ('group' in field) writeGroup(query, field, values.get(key));
        else if ('each' in field) writeEach(query, field, values.get(key));
        else writeField(query, field, values.get(key));
      }
      return searchText(query);
    },
  };
}

/** A field whose value is one of a few. */
export function choiceField<T extends string | number | null>(
  name: string,
  values: readonly T[],
  standard: T,
  rest: Partial<AddressField<T>> = {},
): AddressField<T> {
  return { name, standard, read: text => values.find(value => String(value) === text), write: String, ...rest };
}

/** A field of texts separated by commas, each of them once. */
export function listField(name: string, standard: readonly string[]): AddressField<readonly string[]> {
  const read = (text: string) => [...new Set(text.split(',').map(item => item.trim()))].filter(item => item !== '');
  return { name, standard, read, write: items => items.join(',') };
}

/** `?…` or empty, with the marks left readable that need no escape. */
export function searchText(query: URLSearchParams): string {
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

function readEntry(field: AnyField, query: URLSearchParams, notes: string[]): unknown {
  if ('each' in field) return readEach(field, query, notes);
  if (!('group' in field)) return readField(field, query, notes);
  return Object.fromEntries(Object.entries(field.group).map(([key, each]) => [key, readField(each, query, notes)]));
}

function writeGroup(query: URLSearchParams, { group }: FieldGroup, values: unknown): void {
  const chosen = new Map<string, unknown>(Object.entries(values ?? {}));
  for (const [key, field] of Object.entries(group)) writeField(query, field, String(chosen.get(key) ?? field.standard));
}

function writeEach(query: URLSearchParams, { each }: RepeatedField<unknown>, values: unknown): void {
  for (const value of Array.isArray(values) ? values : []) query.append(each.name, each.write(value));
}

/** Those that are understood; a note on each of the others. */
function readEach<T>({ each }: RepeatedField<T>, query: URLSearchParams, notes: string[]): T[] {
  const { name, noun = name, valid } = each;
  return query.getAll(name).flatMap(text => {
    const value = each.read(text, sentence => notes.push(sentence));
    if (value !== undefined) return [value];
    const usual = `There is no ${noun} “${text}” here${valid === undefined ? '' : `: ${valid}`}.`;
    notes.push(each.problem?.(text) ?? usual);
    return [];
  });
}

function writeField<T>(query: URLSearchParams, { name, standard, write }: AddressField<T>, value: T): void {
  const text = write(value);
  if (text !== write(standard)) query.set(name, text);
}

function readField<T>(field: AddressField<T>, query: URLSearchParams, notes: string[]): T {
  const { name, standard, noun = name, valid } = field;
  const text = query.get(name);
  if (text === null) return standard;
  const value = field.read(text.trim(), sentence => notes.push(sentence));
  if (value !== undefined) return value;
  const usual = `There is no ${noun} “${text}” here${valid === undefined ? '' : `: ${valid}`}.`;
  const label = field.label?.(standard) ?? field.write(standard);
  notes.push(`${field.problem?.(text) ?? usual} Shown instead: ${label}.`);
  return standard;
}

/** What others append to addresses to follow their readers: not meant for this page. */
const FOREIGN = /^(utm_\w+|fbclid|gclid|mc_[ce]id|ref)$/;

/**
 * A note on each parameter that is repeated, and one on those that the view does not have.
 * @param single what may appear once @param many what may be repeated
 */
export function addressNotes(
  query: URLSearchParams,
  single: ReadonlySet<string>,
  many: ReadonlySet<string> = new Set(),
): string[] {
  const names = [...new Set(query.keys())];
  const repeated = names.filter(name => single.has(name) && query.getAll(name).length > 1);
  const unknown = names.filter(name => !single.has(name) && !many.has(name) && !FOREIGN.test(name));
  const notes = repeated.map(name => `The address has “${name}” more than once; the first one counts.`);
  if (unknown.length > 0)
    notes.push(`This page knows no choice “${unknown.join('”, “')}”; the rest of the address is shown.`);
  return notes;
}
