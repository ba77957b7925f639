import { afterEach, describe, expect, it, vi } from 'vitest';
import { receiptKey } from '../../functions/contract/keys.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import { SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import { type FreshnessPlace, showFreshness } from '../../site/controls/freshness.ts';

const [REPORT] = RECEIPT_EXAMPLE.inputs;
const DAILY = {
  ...RECEIPT_EXAMPLE,
  inputs: ['27', '28', '29', '30'].map(day => ({ ...REPORT, date: `2020-06-${day}` })),
};

afterEach(() => vi.unstubAllGlobals());

async function shownOn(day: string, answer: () => Response) {
  const asked = vi.fn(async (_: string) => answer());
  vi.stubGlobal('fetch', asked);
  const place: FreshnessPlace = { dataset: {}, textContent: '' };
  await showFreshness(place, { snapshot: SNAPSHOT_EXAMPLE }, new Date(`${day}T12:00:00Z`));
  return { state: place.dataset.freshness, text: place.textContent, asked: asked.mock.calls.map(([url]) => url) };
}

describe('showFreshness(element, published, now)', () => {
  it('asks for nothing where the numbers are new, or very old', async () => {
    const receipt = () => Response.json(DAILY);
    expect(await shownOn('2020-07-01', receipt)).toMatchObject({ state: 'fresh', asked: [] });
    expect(await shownOn('2026-11-20', receipt)).toMatchObject({ state: 'archive', asked: [] });
  });

  it('reads the receipt where it decides', async () => {
    const { state, text, asked } = await shownOn('2020-07-09', () => Response.json(DAILY));
    expect(asked).toEqual([`/${receiptKey('covid', SNAPSHOT_EXAMPLE.receipt)}`]);
    expect(state).toBe('late');
    expect(text).toBe('This data is 9 days old. Reports used to come daily; the newest is from June 30, 2020.');
  });

  it('keeps its sentence where the receipt does not arrive', async () => {
    const { state, text } = await shownOn('2020-07-09', () => new Response('', { status: 503 }));
    expect(state).toBe('fresh');
    expect(text).toBe('The newest report is from June 30, 2020, 9 days ago.');
  });
});
