import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { latestOnly } from '../../site/search/place-search.ts';

describe('latestOnly(ask, outcome, restMs)', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks once for what is typed without a rest', async () => {
    const ask = vi.fn((text: string) => text.toUpperCase());
    const { question, said } = listening(ask);
    for (const text of ['c', 'co', 'coo']) question.later(text);
    await vi.advanceTimersByTimeAsync(99);
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ask.mock.calls).toEqual([['coo']]);
    expect(said).toEqual(['coo: COO']);
  });

  it('drops an answer that a newer question has overtaken', async () => {
    const { question, said } = listening(text => answerAfter(text === 'slow' ? 500 : 10, text));
    question.now('slow');
    question.now('fast');
    await vi.advanceTimersByTimeAsync(1000);
    expect(said).toEqual(['fast: fast']);
  });

  it('drops a failure that a newer question has overtaken, and tells of one that was not', async () => {
    const { question, said } = listening(text => Promise.reject(new Error(`no ${text}`)));
    question.now('a');
    question.now('b');
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual(['b: Error: no b']);
  });

  it('tells of a question that throws at once', async () => {
    const { question, said } = listening(() => {
      throw new Error('broken');
    });
    question.now('a');
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual(['a: Error: broken']);
  });

  it('says nothing of what was dropped', async () => {
    const { question, said } = listening(text => answerAfter(10, text));
    question.now('a');
    question.drop();
    question.later('b');
    question.drop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(said).toEqual([]);
  });
});

function listening(ask: (text: string) => Promise<string> | string) {
  const said: string[] = [];
  const question = latestOnly(
    ask,
    {
      answered: (answer, text) => said.push(`${text}: ${answer}`),
      failed: (error, text) => said.push(`${text}: ${error}`),
    },
    100,
  );
  return { question, said };
}

function answerAfter(ms: number, text: string): Promise<string> {
  return new Promise(resolve => setTimeout(() => resolve(text), ms));
}
