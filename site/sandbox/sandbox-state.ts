import { baselineOf, type Changes } from './changes.ts';
import type { Change, Rates } from './sir.ts';

export const MODES = ['two', 'change'] as const;
/** Two scenarios side by side, or one with changes on the way. */
export type Mode = (typeof MODES)[number];

/** What a visitor has chosen in the sandbox; all of it lives in the address. */
export interface SandboxState {
  readonly mode: Mode;
  readonly first: Rates;
  readonly second: Rates;
  readonly changes: Changes;
}

export const DEFAULT_STATE: SandboxState = {
  mode: 'two',
  first: { d: 14, r: 1.5 },
  second: { d: 14, r: 3 },
  changes: [
    { t: 0, d: 14, r: 3 },
    { t: 50, d: 14, r: 1.5 },
  ],
};

/** What the two scenarios of the open mode run with. */
export function scenariosOf({ mode, first, second, changes }: SandboxState): readonly [Changes, Changes] {
  if (mode === 'change') return [baselineOf(changes), changes];
  return [[steady(first)], [steady(second)]];
}

function steady({ d, r }: Rates): Change {
  return { t: 0, d, r };
}
