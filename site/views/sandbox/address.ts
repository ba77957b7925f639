import { addressNotes } from '../../address/codec.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { type Changes, D_RANGE, MAX_CHANGES, R_RANGE, roundR, setChange, T_RANGE } from './changes.ts';
import { ratesWords } from './format.ts';
import { DEFAULT_STATE, MODES, type Mode, type SandboxState } from './model.ts';
import type { Change, Rates } from './sir.ts';

export interface StateRead {
  readonly state: SandboxState;
  /** A sentence for each choice in the address that could not be followed. */
  readonly notes: readonly string[];
}

/** The search part of an address, `?…` or empty: only what differs from the standard, in a fixed order. */
export function stateSearch({ mode, first, second, changes }: SandboxState): string {
  const pairs = [
    ['view', mode, DEFAULT_STATE.mode],
    ['d1', first.d, DEFAULT_STATE.first.d],
    ['r1', first.r, DEFAULT_STATE.first.r],
    ['d2', second.d, DEFAULT_STATE.second.d],
    ['r2', second.r, DEFAULT_STATE.second.r],
    ['changes', changesText(changes), changesText(DEFAULT_STATE.changes)],
  ] as const;
  const differing = pairs.filter(([, value, standard]) => value !== standard);
  return differing.length === 0 ? '' : `?${differing.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

/** The state that an address asks for. What it asks for in vain is said, never silently replaced. */
export function readState(search: string): StateRead {
  const query = new URLSearchParams(search);
  const notes: string[] = [];
  const number = (name: string, parse: (text: string) => number | null, standard: number, rule: string) => {
    const text = query.get(name);
    const value = text === null ? standard : parse(text);
    if (value === null) notes.push(`${rule}, not “${text}”. Shown instead: ${standard}.`);
    return value ?? standard;
  };
  const rates = (place: 1 | 2, standard: Rates): Rates => ({
    d: number(
      `d${place}`,
      parseD,
      standard.d,
      `The days infectious, d, of scenario ${place} must be a whole number from 1 to 28`,
    ),
    r: number(
      `r${place}`,
      parseR,
      standard.r,
      `The people infected by each, r, of scenario ${place} must be a number from 0 to 8 in steps of 0.1`,
    ),
  });
  const state: SandboxState = {
    mode: readMode(query.get('view'), notes),
    first: rates(1, DEFAULT_STATE.first),
    second: rates(2, DEFAULT_STATE.second),
    changes: readChanges(query.get('changes'), notes),
  };
  notes.push(...addressNotes(query, KNOWN));
  return { state, notes };
}

const KNOWN = new Set(['view', 'd1', 'r1', 'd2', 'r2', 'changes', 'embed']);

function readMode(text: string | null, notes: string[]): Mode {
  if (text === null) return DEFAULT_STATE.mode;
  const mode = MODES.find(mode => mode === text.trim().toLowerCase());
  if (mode === undefined) notes.push(`There is no view “${text}” here. Shown instead: two scenarios.`);
  return mode ?? DEFAULT_STATE.mode;
}

function readChanges(text: string | null, notes: string[]): Changes {
  if (text === null) return DEFAULT_STATE.changes;
  const read = parseChanges(text);
  if ('changes' in read) return read.changes;
  notes.push(`${read.fault} Shown instead: ${ratesWords(DEFAULT_STATE.changes)}.`);
  return DEFAULT_STATE.changes;
}

/** `0:14:3,50:14:1.5`: day, d and r of each change, the start first. */
function changesText(changes: Changes): string {
  return changes.map(({ t, d, r }) => `${t}:${d}:${r}`).join(',');
}

/** Changes, or a sentence on why a text is none. */
type ChangesRead = { readonly changes: Changes } | { readonly fault: string };

/** Reads `0:14:3,50:14:1.5`: day, d and r of each change, the start among them; of two on one day the later counts. */
function parseChanges(text: string): ChangesRead {
  const changes: Change[] = [];
  for (const item of text.split(',')) {
    const change = parseChange(item.trim());
    if (typeof change === 'string') return { fault: change };
    changes.push(change);
  }
  const ordered = changes.reduce<Changes>(setChange, []);
  const first = ordered[0]?.t ?? 0;
  if (first > 0)
    return { fault: `The changes must begin on day 0; the first one in the address is on day ${formatCount(first)}.` };
  if (ordered.length > MAX_CHANGES)
    return {
      fault: `There is room for ${MAX_CHANGES} changes, the start included; the address has ${formatCount(ordered.length)}.`,
    };
  return { changes: ordered };
}

function parseChange(text: string): Change | string {
  const parts = text.split(':');
  const [day, days, infections] = parts;
  if (parts.length !== 3 || day === undefined || days === undefined || infections === undefined)
    return `A change is written as a day, d and r, such as 50:14:1.5; the address has “${text}”.`;
  const [t, d, r] = [parseT(day), parseD(days), parseR(infections)];
  if (t === null) return `${needed('day', wholeNumber(T_RANGE))} ${found(day, text)}`;
  if (d === null) return `${needed('d', wholeNumber(D_RANGE))} ${found(days, text)}`;
  if (r === null)
    return `${needed('r', `a number from ${R_RANGE.min} to ${R_RANGE.max} in steps of 0.1`)} ${found(infections, text)}`;
  return { t, d, r };
}

function needed(name: string, form: string): string {
  return `The ${name} of a change must be ${form};`;
}

function wholeNumber({ min, max }: { readonly min: number; readonly max: number }): string {
  return `a whole number from ${formatCount(min)} to ${formatCount(max)}`;
}

function found(part: string, whole: string): string {
  return `the address has “${part}” in “${whole}”.`;
}

interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A number of days as a slider has it; null for any other text. */
export const parseD = (text: string): number | null => parseWithin(text.trim(), D_RANGE);

/** A day that a change may come on; null for any other text. */
export const parseT = (text: string): number | null => parseWithin(text.trim(), T_RANGE);

/** A number r as a slider has it; null for any other text. */
export function parseR(text: string): number | null {
  const r = parseWithin(text.trim(), R_RANGE);
  return r === null || Math.abs(roundR(r) - r) > 1e-9 ? null : roundR(r);
}

function parseWithin(text: string, { min, max, step }: NumberRange): number | null {
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(text)) return null;
  const value = Number(text);
  return value < min || value > max || (step === 1 && !Number.isInteger(value)) ? null : value;
}
