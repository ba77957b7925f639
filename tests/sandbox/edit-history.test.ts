import { describe, expect, it } from 'vitest';
import { editHistory } from '../../site/views/sandbox/history.ts';

const history = () => editHistory(1, (a, b) => a === b);

describe('editHistory', () => {
  it('takes back one commit at a time, and no more than there are', () => {
    const steps = history();
    steps.commit(2);
    steps.commit(3);
    steps.undo();
    expect(steps.current()).toBe(2);
    steps.undo();
    expect([steps.current(), steps.canUndo()]).toEqual([1, false]);
    steps.undo();
    expect(steps.current()).toBe(1);
  });

  it('makes one step of all that is seen on the way', () => {
    const steps = history();
    for (const value of [2, 3, 4]) steps.preview(value);
    expect([steps.current(), steps.canUndo()]).toEqual([4, false]);
    steps.commit(4);
    steps.undo();
    expect(steps.current()).toBe(1);
  });

  it('makes no step of a way that leads back', () => {
    const steps = history();
    steps.preview(2);
    steps.commit(1);
    expect(steps.canUndo()).toBe(false);
  });

  it('makes no step of a value from elsewhere', () => {
    const steps = history();
    steps.replace(5);
    expect([steps.current(), steps.canUndo()]).toEqual([5, false]);
    steps.commit(6);
    steps.undo();
    expect(steps.current()).toBe(5);
  });

  it('forgets its steps where another value comes from elsewhere, and keeps them where it is the same', () => {
    const steps = history();
    steps.commit(2);
    steps.replace(2);
    expect(steps.canUndo()).toBe(true);
    steps.replace(5);
    expect(steps.canUndo()).toBe(false);
  });
});
