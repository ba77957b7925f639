import { stateSearch } from './address.ts';
import { DEFAULT_STATE, type Mode, type SandboxState } from './model.ts';

/** The steps of a visitor, apart for each of the two views: taking one back never leads from one view into the other. */
export interface SandboxHistory {
  readonly state: () => SandboxState;
  /** Takes a state from an address. What it changes can no longer be taken back. */
  readonly read: (state: SandboxState) => void;
  /** Turns to a view, which is no step. */
  readonly turn: (mode: Mode) => void;
  /** Shows a state of the open view on the way to another. */
  readonly preview: (state: SandboxState) => void;
  /** Ends a step of the open view. */
  readonly commit: (state: SandboxState) => void;
  /** Takes back the last step of the open view, if there is one. */
  readonly undo: () => void;
  readonly canUndo: () => boolean;
}

type Scenarios = Pick<SandboxState, 'first' | 'second'>;
type OnTheWay = Pick<SandboxState, 'changes'>;

export function sandboxHistory(): SandboxHistory {
  let mode = DEFAULT_STATE.mode;
  const steps = {
    two: editHistory<Scenarios>(DEFAULT_STATE, isSameScenarios),
    change: editHistory<OnTheWay>(DEFAULT_STATE, isSameOnTheWay),
  };
  return {
    state: () => {
      const { first, second } = steps.two.current();
      return { mode, first, second, changes: steps.change.current().changes };
    },
    read: state => {
      mode = state.mode;
      steps.two.replace(state);
      steps.change.replace(state);
    },
    turn: next => {
      mode = next;
    },
    preview: state => steps[mode].preview(state),
    commit: state => steps[mode].commit(state),
    undo: () => steps[mode].undo(),
    canUndo: () => steps[mode].canUndo(),
  };
}

function isSameScenarios({ first, second }: Scenarios, other: Scenarios): boolean {
  return isSame({ ...DEFAULT_STATE, first, second }, { ...DEFAULT_STATE, first: other.first, second: other.second });
}

function isSameOnTheWay({ changes }: OnTheWay, other: OnTheWay): boolean {
  return isSame({ ...DEFAULT_STATE, changes }, { ...DEFAULT_STATE, changes: other.changes });
}

function isSame(a: SandboxState, b: SandboxState): boolean {
  return stateSearch(a) === stateSearch(b);
}

/** The steps of a visitor, to be undone one by one. What happens between two commits is one step. */
interface EditHistory<T> {
  readonly current: () => T;
  /** Shows a value on the way to another, as a dragged slider does. */
  readonly preview: (value: T) => void;
  /** Ends a step; one that leads nowhere is none. */
  readonly commit: (value: T) => void;
  /** Takes a value from elsewhere, which is no step; where it is another one, the steps before it are forgotten. */
  readonly replace: (value: T) => void;
  /** Goes back to before the last step, if there is one. */
  readonly undo: () => void;
  readonly canUndo: () => boolean;
}

const MAX_STEPS = 200;

export function editHistory<T>(initial: T, isSame: (a: T, b: T) => boolean): EditHistory<T> {
  const steps: T[] = [];
  let settled = initial;
  let current = initial;
  const settle = (value: T) => {
    settled = value;
    current = value;
  };
  return {
    current: () => current,
    preview: value => {
      current = value;
    },
    commit: value => {
      if (!isSame(settled, value)) steps.push(settled);
      if (steps.length > MAX_STEPS) steps.shift();
      settle(value);
    },
    replace: value => {
      if (!isSame(settled, value)) steps.length = 0;
      settle(value);
    },
    undo: () => {
      const before = steps.pop();
      if (before !== undefined) settle(before);
    },
    canUndo: () => steps.length > 0,
  };
}
