import type { Published } from '../data/published.ts';
import { freshnessOf } from './freshness.ts';
import { type FreshnessPlace, renderFreshness } from './render-freshness.ts';

/**
 * Says in an element how new the numbers are. The receipt is read only where it decides: it tells how often reports
 * used to come. Where it does not arrive, the sentence stays as it is.
 */
export async function showFreshness(
  element: FreshnessPlace,
  { snapshot }: Pick<Published, 'snapshot'>,
  now: Date,
): Promise<void> {
  const { dataset, lastDate, receipt } = snapshot;
  const freshness = freshnessOf(lastDate, null, now);
  renderFreshness(element, freshness);
  if (!freshness.isUnsure) return;
  try {
    const { readReceipt, reportGap } = await import('./read-receipt.ts');
    renderFreshness(element, freshnessOf(lastDate, reportGap(await readReceipt(dataset, receipt)), now));
  } catch {
    renderFreshness(element, freshness);
  }
}
