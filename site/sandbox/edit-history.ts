/** The steps of a visitor, to be taken back one by one. What happens between two commits is one step. */
export interface EditHistory<T> {
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
