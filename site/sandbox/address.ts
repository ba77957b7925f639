import { type Changes, D_RANGE, MAX_CHANGES, R_RANGE, roundR, setChange, T_RANGE } from './changes.ts';
import { DEFAULT_STATE, MODES, type SandboxState } from './sandbox-state.ts';
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
  const read = <T>(name: string, parse: (text: string) => T | null, standard: T, expected: string, shown: string) => {
    const text = query.get(name);
    if (text === null) return standard;
    const value = parse(text);
    if (value === null) notes.push(`“${name}” must be ${expected}, not “${text}”. Shown instead: ${shown}.`);
    return value ?? standard;
  };
  const rates = (place: 1 | 2, standard: Rates): Rates => ({
    d: read(`d${place}`, parseD, standard.d, 'a whole number of days from 1 to 28', String(standard.d)),
    r: read(`r${place}`, parseR, standard.r, 'a number from 0 to 8 in steps of 0.1', String(standard.r)),
  });
  const standard = changesText(DEFAULT_STATE.changes);
  const state: SandboxState = {
    mode: read('view', parseMode, DEFAULT_STATE.mode, 'two or change', DEFAULT_STATE.mode),
    first: rates(1, DEFAULT_STATE.first),
    second: rates(2, DEFAULT_STATE.second),
    changes: read('changes', parseChanges, DEFAULT_STATE.changes, `changes such as ${standard}`, standard),
  };
  return { state, notes };
}

export const parseD = (text: string): number | null => parseWithin(text, D_RANGE);
export const parseT = (text: string): number | null => parseWithin(text, T_RANGE);

export function parseR(text: string): number | null {
  const r = parseWithin(text, R_RANGE);
  return r === null || Math.abs(roundR(r) - r) > 1e-9 ? null : roundR(r);
}

/** `0:14:3,50:14:1.5`: day, d and r of each change, the start first. */
function changesText(changes: Changes): string {
  return changes.map(({ t, d, r }) => `${t}:${d}:${r}`).join(',');
}

function parseChanges(text: string): Changes | null {
  const parsed = text.split(',').map(parseChange);
  const known = parsed.filter(change => change !== null);
  const changes = known.reduce<Changes>(setChange, []);
  return known.length === parsed.length && changes[0]?.t === 0 && changes.length <= MAX_CHANGES ? changes : null;
}

function parseChange(text: string): Change | null {
  const [day = '', days = '', infections = '', ...more] = text.split(':');
  const [t, d, r] = [parseT(day), parseD(days), parseR(infections)];
  return t === null || d === null || r === null || more.length > 0 ? null : { t, d, r };
}

function parseMode(text: string) {
  return MODES.find(mode => mode === text) ?? null;
}

function parseWithin(text: string, { min, max, step }: { min: number; max: number; step: number }): number | null {
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(text)) return null;
  const value = Number(text);
  return value < min || value > max || (step === 1 && !Number.isInteger(value)) ? null : value;
}
