import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speakAtRest } from '../../site/controls/speak-at-rest.ts';

describe('speakAtRest(live)', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says only the last of what comes fast', () => {
    const live = { textContent: '' };
    const { say } = speakAtRest(live);
    say('one');
    vi.advanceTimersByTime(500);
    say('two');
    vi.advanceTimersByTime(500);
    expect(live.textContent).toBe('');
    vi.advanceTimersByTime(100);
    expect(live.textContent).toBe('two');
  });

  it('says nothing that was canceled', () => {
    const live = { textContent: '' };
    const { say, cancel } = speakAtRest(live);
    say('one');
    cancel();
    vi.advanceTimersByTime(1000);
    expect(live.textContent).toBe('');
  });
});
