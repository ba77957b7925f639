import type { Pointer } from '../../contract/pointer.ts';
import type { ReceiptAnswer } from '../../contract/receipt-answer.ts';
import { defineRoute } from '../http/route.ts';
import { SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { openDataset, openPointer } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';

export const receipt = defineRoute({
  path: '/datasets/{dataset}/receipt',
  summary: 'What happened to the uploads: the receipt of a snapshot, and of the last build if it is not live.',
  parameters: { snapshot: SNAPSHOT },
  async ask(published, { dataset }, { snapshot }) {
    if (snapshot !== null) {
      const view = await openDataset(published, dataset, snapshot);
      const answer = async () => ({ body: await readReceipt(published, dataset, view.id, null) });
      return { version: view.id, lasting: true, format: 'json', answer };
    }
    const { snapshot: live, attempt } = await openPointer(published, dataset);
    const answer = async () => ({ body: await readReceipt(published, dataset, live, attempt) });
    return { version: JSON.stringify([live, attempt]), lasting: false, format: 'json', answer };
  },
});

/** A build is live when its receipt is: one that was refused, or is held back by a pin, has another. */
async function readReceipt(
  published: PublishedReader,
  dataset: string,
  snapshot: string | null,
  last: Pointer['attempt'] | null,
): Promise<ReceiptAnswer> {
  const live = snapshot === null ? null : (await openDataset(published, dataset, snapshot)).snapshot.receipt;
  const attempt = last === null || last.receipt === live ? null : last;
  return {
    schema: 'receipt-answer/1',
    dataset,
    snapshot,
    receipt: live === null ? null : await published.receipt(dataset, live),
    attempt: attempt && {
      at: attempt.at,
      outcome: attempt.outcome,
      receipt: await published.receipt(dataset, attempt.receipt),
    },
  };
}
