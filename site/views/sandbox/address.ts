import { type AddressField, codec } from '../../address/codec.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { type Changes, D_RANGE, MAX_CHANGES, R_RANGE, roundR, setChange, T_RANGE } from './changes.ts';
import { formatRates } from './format.ts';
import { DEFAULT_STATE, MODES, type Mode, type SandboxState } from './model.ts';
import type { RateChange, Rates } from './sir.ts';

interface StateRead {
  readonly state: SandboxState;
  /** A sentence for each choice in the address that could not be followed. */
  readonly notes: readonly string[];
}

/** The state that an address asks for, with a note on each part that could not be followed. */
export function readState(search: string): StateRead {
  const { view, notes } = CODEC.read(search);
  const { mode, d1, r1, d2, r2, changes } = view;
  return { state: { mode, first: { d: d1, r: r1 }, second: { d: d2, r: r2 }, changes }, notes };
}

/** The search part of the address of a state. */
export function stateSearch({ mode, first, second, changes }: SandboxState): string {
  return CODEC.write({ mode, d1: first.d, r1: first.r, d2: second.d, r2: second.r, changes });
}

/** The parameters of an address. */
interface Parameters {
  readonly mode: Mode;
  readonly d1: number;
  readonly r1: number;
  readonly d2: number;
  readonly r2: number;
  readonly changes: Changes;
}

const CODEC = codec<Parameters>({
  mode: {
    name: 'view',
    standard: DEFAULT_STATE.mode,
    read: text => MODES.find(mode => mode === text.toLowerCase()),
    write: mode => mode,
    label: () => 'two scenarios',
  },
  d1: rateField('d', 1, DEFAULT_STATE.first),
  r1: rateField('r', 1, DEFAULT_STATE.first),
  d2: rateField('d', 2, DEFAULT_STATE.second),
  r2: rateField('r', 2, DEFAULT_STATE.second),
  changes: {
    name: 'changes',
    standard: DEFAULT_STATE.changes,
    read: text => {
      const read = parseChanges(text);
      return 'changes' in read ? read.changes : undefined;
    },
    write: changesText,
    problem: text => {
      const read = parseChanges(text);
      return 'problem' in read ? read.problem : '';
    },
    label: formatRates,
  },
});

function rateField(rate: keyof Rates, scenario: 1 | 2, standard: Rates): AddressField<number> {
  const parse = rate === 'd' ? parseD : parseR;
  const noun = rate === 'd' ? 'days infectious' : 'people infected by each';
  return {
    name: `${rate}${scenario}`,
    standard: standard[rate],
    read: text => parse(text) ?? undefined,
    write: String,
    problem: text => `The ${noun}, ${rate}, of scenario ${scenario} must be ${FORMS[rate]}, not “${text}”.`,
  };
}

const FORMS = {
  t: wholeNumber(T_RANGE),
  d: wholeNumber(D_RANGE),
  r: `a number from ${R_RANGE.min} to ${R_RANGE.max} in steps of ${R_RANGE.step}`,
} as const;

/** `0:14:3,50:14:1.5`: day, d and r of each change, the start first. */
function changesText(changes: Changes): string {
  return changes.map(({ t, d, r }) => `${t}:${d}:${r}`).join(',');
}

/** Changes, or a sentence on why a text has none. */
type ChangesRead = { readonly changes: Changes } | { readonly problem: string };

/** Reads `0:14:3,50:14:1.5`: day, d and r of each change, the start among them; of two on one day, the later counts. */
function parseChanges(text: string): ChangesRead {
  const changes: RateChange[] = [];
  for (const item of text.split(',')) {
    const change = parseChange(item.trim());
    if (typeof change === 'string') return { problem: change };
    changes.push(change);
  }
  const ordered = changes.reduce<Changes>(setChange, []);
  const first = ordered[0]?.t ?? 0;
  if (first > 0)
    return {
      problem: `The changes must begin on day 0; the first one in the address is on day ${formatCount(first)}.`,
    };
  if (ordered.length > MAX_CHANGES)
    return {
      problem: `There is room for ${MAX_CHANGES} changes, the start included; the address has ${formatCount(ordered.length)}.`,
    };
  return { changes: ordered };
}

function parseChange(text: string): RateChange | string {
  const parts = text.split(':');
  const [day, days, infections] = parts;
  if (parts.length !== 3 || day === undefined || days === undefined || infections === undefined)
    return `A change is written as a day, d and r, such as 50:14:1.5; the address has “${text}”.`;
  const [t, d, r] = [parseT(day), parseD(days), parseR(infections)];
  const problem = (name: string, form: string, part: string) =>
    `The ${name} of a change must be ${form}; the address has “${part}” in “${text}”.`;
  if (t === null) return problem('day', FORMS.t, day);
  if (d === null) return problem('d', FORMS.d, days);
  if (r === null) return problem('r', FORMS.r, infections);
  return { t, d, r };
}

function wholeNumber({ min, max }: { readonly min: number; readonly max: number }): string {
  return `a whole number from ${formatCount(min)} to ${formatCount(max)}`;
}

/** A number of days as a slider has it; null for any other text. */
export function parseD(text: string): number | null {
  return parseWithin(text.trim(), D_RANGE);
}

/** A day that a change may come on; null for any other text. */
export function parseT(text: string): number | null {
  return parseWithin(text.trim(), T_RANGE);
}

/** A number r as a slider has it; null for any other text. */
export function parseR(text: string): number | null {
  const r = parseWithin(text.trim(), R_RANGE);
  return r === null || Math.abs(roundR(r) - r) > 1e-9 ? null : roundR(r);
}

function parseWithin(
  text: string,
  { min, max, step }: { readonly min: number; readonly max: number; readonly step: number },
): number | null {
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(text)) return null;
  const value = Number(text);
  return value < min || value > max || (step === 1 && !Number.isInteger(value)) ? null : value;
}
