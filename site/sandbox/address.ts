import { addressNotes } from '../view/address-notes.ts';
import type { Changes } from './changes.ts';
import { parseChanges } from './parse-changes.ts';
import { parseD, parseR } from './parse-rates.ts';
import { ratesWords } from './result-words.ts';
import { DEFAULT_STATE, MODES, type Mode, type SandboxState } from './sandbox-state.ts';
import type { Rates } from './sir.ts';

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
