import { describe, expect, it } from 'vitest';
import { sandboxHistory } from '../../site/views/sandbox/history.ts';
import { DEFAULT_STATE } from '../../site/views/sandbox/model.ts';

const LOWER = { ...DEFAULT_STATE, second: { d: 14, r: 2 } };
const CLEARED = { ...DEFAULT_STATE, mode: 'change', changes: DEFAULT_STATE.changes.slice(0, 1) } as const;

describe('sandboxHistory', () => {
  it('takes back what was done in the open view alone, and stays in it', () => {
    const history = sandboxHistory();
    history.commit(LOWER);
    history.turn('change');
    expect(history.canUndo()).toBe(false);
    history.undo();
    expect(history.state()).toEqual({ ...LOWER, mode: 'change' });
    history.commit({ ...history.state(), changes: CLEARED.changes });
    history.undo();
    expect(history.state()).toEqual({ ...LOWER, mode: 'change' });
    history.turn('two');
    history.undo();
    expect(history.state()).toEqual(DEFAULT_STATE);
  });

  it('forgets the steps of what an address changes, and keeps those of what it leaves as it is', () => {
    const history = sandboxHistory();
    history.commit(LOWER);
    history.turn('change');
    history.commit({ ...history.state(), changes: CLEARED.changes });
    history.read(LOWER);
    expect([history.state(), history.canUndo()]).toEqual([LOWER, true]);
    history.turn('change');
    expect(history.canUndo()).toBe(false);
  });
});
