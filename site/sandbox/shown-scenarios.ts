import type { Pair, Run } from './run-pair.ts';
import type { Mode } from './sandbox-state.ts';

/** A scenario under the name and in the colour that it has on the page. */
export interface ShownScenario {
  readonly place: 0 | 1;
  readonly name: string;
  readonly run: Run;
}

/** The scenarios that there is something to say of: both, or the one alone where no change is there to compare with. */
export function shownScenarios(mode: Mode, runs: Pair['runs']): readonly ShownScenario[] {
  const [first, second] = runs;
  if (hasNoChange(mode, second)) return [{ place: 1, name: 'Without a change', run: second }];
  const [firstName, secondName] = SCENARIO_NAMES[mode];
  return [
    { place: 0, name: firstName, run: first },
    { place: 1, name: secondName, run: second },
  ];
}

/** The names of the two scenarios of each view. */
export const SCENARIO_NAMES = {
  two: ['Scenario 1', 'Scenario 2'],
  change: ['Baseline', 'Alternate'],
} as const satisfies Record<Mode, readonly [string, string]>;

/** Whether a view that compares a wave with and without its last change has none. */
export function hasNoChange(mode: Mode, { changes }: Pick<Run, 'changes'>): boolean {
  return mode === 'change' && changes.length === 1;
}
