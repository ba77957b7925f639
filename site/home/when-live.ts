import { receiptKey } from '../../functions/contract/keys.ts';
import type { Pointer } from '../../functions/contract/pointer.ts';
import { parseReceipt } from '../../functions/contract/receipt.ts';
import { fetchJson } from '../data/fetch-json.ts';
import { publishFile, readPointer } from './send-file.ts';

const POLL_MS = 300;
const PATIENCE_MS = 60_000;

/** Publishes a file that was sent, and waits until a build has seen it. Null when it is live; else why it is not. */
export async function publishUntilLive(id: string, dataset: string): Promise<string | null> {
  const before = await readPointer(dataset);
  await publishFile(id);
  return whenBuilt(dataset, before);
}

async function whenBuilt(dataset: string, before: Pointer | null): Promise<string | null> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
    const pointer = await readPointer(dataset);
    if (pointer === null || pointer.attempt.at === before?.attempt.at) continue;
    if (pointer.snapshot !== null && pointer.attempt.outcome !== 'refused') return null;
    return (await fetchJson(`/${receiptKey(dataset, pointer.attempt.receipt)}`, parseReceipt)).summary;
  }
  return 'It is in the uploads folder, but no build has published it within a minute. The terminal of the server says why.';
}
