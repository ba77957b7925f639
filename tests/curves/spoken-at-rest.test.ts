import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { spokenAtRest } from '../../site/views/curves/chart-keys.ts';

describe('spokenAtRest(live)', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says only the last of what comes fast', () => {
    const live = { textContent: '' };
    const { say } = spokenAtRest(live);
    say('one');
    vi.advanceTimersByTime(500);
    say('two');
    vi.advanceTimersByTime(500);
    expect(live.textContent).toBe('');
    vi.advanceTimersByTime(100);
    expect(live.textContent).toBe('two');
  });

  it('says nothing that was dropped', () => {
    const live = { textContent: '' };
    const { say, drop } = spokenAtRest(live);
    say('one');
    drop();
    vi.advanceTimersByTime(1000);
    expect(live.textContent).toBe('');
  });
});
