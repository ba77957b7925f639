import { receiptKey } from '../../functions/contract/keys.ts';
import { parseReceipt, type Receipt } from '../../functions/contract/receipt.ts';
import { fetchJson } from '../data/fetch-json.ts';
import { usualGap } from './usual-gap.ts';

/** The receipt of a build, by its name. Throws where it does not arrive. */
export function readReceipt(dataset: string, id: string): Promise<Receipt> {
  return fetchJson(`/${receiptKey(dataset, id)}`, parseReceipt);
}

/** How many days usually lie between two reports that are in; null where that cannot be told. */
export function reportGap({ inputs }: Receipt): number | null {
  return usualGap(inputs.flatMap(({ sha256, date }) => (sha256 === null || date === null ? [] : [date])));
}
