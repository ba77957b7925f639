import { Problem } from '../../functions/contract/problem.ts';

/** What a parser throws, for `toThrow`: the message as it is, no more and no less. */
export function malformed(message: string): Problem {
  return new Problem('malformed', message);
}

type Step = string | number;

/**
 * The places of a document that a contract names, as `a.b[0].c`. Keys that are data (`confirmed`, `US-NY`) are no
 * places of the contract and are passed over; what lies below them is looked at.
 */
export function paths(document: unknown, at: readonly Step[] = []): string[] {
  if (Array.isArray(document)) return document.length === 0 ? [] : paths(document[0], [...at, 0]);
  if (typeof document !== 'object' || document === null) return [];
  const isData = DATA_KEYED.has(nameAt(at, -1)) || nameAt(at, -2) === 'remainders';
  return Object.entries(document).flatMap(([key, value]) => {
    const own = [...at, key];
    return [...(isData ? [] : [pathOf(own)]), ...paths(value, own)];
  });
}

/** Keys whose value is an object with data for keys; that of `remainders` holds such objects again. */
const DATA_KEYED: ReadonlySet<string> = new Set([
  'parentNames',
  'frames',
  'series',
  'measures',
  'totals',
  'left',
  'remainders',
  'rules',
]);

export function withoutAt(document: object, path: string): unknown {
  return changedAt(document, stepsOf(path), (fields, key) => {
    delete fields[key];
  });
}

export function replacedAt(document: object, path: string, value: unknown): unknown {
  return changedAt(document, stepsOf(path), (fields, key) => {
    fields[key] = value;
  });
}

function changedAt(document: object, steps: readonly Step[], change: (fields: Fields, key: Step) => void): unknown {
  const copy: Fields = JSON.parse(JSON.stringify(document));
  let fields: Fields = copy;
  for (const step of steps.slice(0, -1)) fields = Object(fields[step]);
  change(fields, steps.at(-1) ?? '');
  return copy;
}

interface Fields {
  [key: Step]: unknown;
}

function pathOf(steps: readonly Step[]): string {
  return steps
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`))
    .join('');
}

function stepsOf(path: string): Step[] {
  return path.split(/\.|(?=\[)/).map(step => (step.startsWith('[') ? Number(step.slice(1, -1)) : step));
}

function nameAt(at: readonly Step[], index: number): string {
  const step = at.at(index);
  return typeof step === 'string' ? step : '';
}
