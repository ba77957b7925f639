import * as v from 'valibot';
import { Problem } from '../contract/problem.ts';
import { expected } from '../contract/schema.ts';
import { nearestName } from '../measures/similar-names.ts';
import { UNFIT_NAME, UNKNOWN_FIELD } from './documented-fields.ts';

/** Something wrong with a YAML file, and where; lines and columns count from 1. */
export interface Mistake {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What was expected and what was found. */
  readonly message: string;
}

/** Something wrong with a field, before it is known where in the file that is. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly of: 'key' | 'value';
  readonly message: string;
}

const MOST_SHOWN = 5;

/** All mistakes of a YAML file at once; its message shows the first few. */
export class BadYaml extends Problem {
  readonly mistakes: readonly Mistake[];

  /** @param mistakes at least one */
  constructor(mistakes: readonly Mistake[]) {
    const sorted = mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
    super('bad-descriptor', summaryOf(sorted));
    this.mistakes = sorted;
  }
}

export function describeMistake({ file, line, column, message }: Mistake): string {
  return `${file} line ${line}, column ${column}: ${message}`;
}

function summaryOf(mistakes: readonly Mistake[]): string {
  const [first] = mistakes;
  if (first === undefined) return 'the descriptor is wrong';
  if (mistakes.length === 1) return describeMistake(first);
  const shown = mistakes
    .slice(0, MOST_SHOWN)
    .map(({ line, column, message }, index) => `(${index + 1}) line ${line}, column ${column}: ${message}`);
  const more = mistakes.length > MOST_SHOWN ? `, and ${mistakes.length - MOST_SHOWN} more` : '';
  return `${first.file} has ${mistakes.length} mistakes: ${shown.join(', ')}${more}`;
}

/** Everything in a value that a schema does not allow. @param what the whole value is, within a sentence */
export function faultsOf(schema: v.GenericSchema, value: unknown, what: string): Fault[] {
  const { issues = [] } = v.safeParse(schema, value);
  return issues.flatMap(deepest).map(issue => faultOf(issue, what));
}

/** Of alternatives, the faults within the one that was meant: a text is no object, but an object may have a wrong field. */
function deepest(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown>[] {
  const inner = (issue.type === 'union' ? (issue.issues ?? []) : []).filter(({ path }) => path !== undefined);
  if (inner.length === 0) return [issue];
  return inner.flatMap(one => deepest(one)).map(one => under(issue.path ?? [], one));
}

function under(outer: readonly v.IssuePathItem[], issue: v.BaseIssue<unknown>): v.BaseIssue<unknown> {
  const [first, ...rest] = [...outer, ...(issue.path ?? [])];
  return first === undefined ? issue : { ...issue, path: [first, ...rest] };
}

function faultOf({ type, path: items, message, input, requirement }: v.BaseIssue<unknown>, what: string): Fault {
  const path = (items ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const around = path.slice(0, -1);
  const key = path.at(-1);
  if (type === UNKNOWN_FIELD) {
    const known = Array.isArray(requirement) ? requirement.map(String) : [];
    const nearest = nearestName(String(key), known);
    const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    const of = around.length === 0 ? what : pathText(around);
    return { path, of: 'key', message: `"${key}" is not a field of ${of}${hint}` };
  }
  if (type === UNFIT_NAME) return { path, of: 'key', message: expected(message, key, pathText(around)).message };
  return { path, of: 'value', message: expected(message, input, path.length === 0 ? what : pathText(path)).message };
}

/** `regions[0].map`. */
export function pathText(path: Fault['path']): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );
}
