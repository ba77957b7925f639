import { contentId, datasetId, moment, nullable, oneOf, type Parser, shape } from './expect.ts';
import { OUTCOMES, type Outcome } from './pointer.ts';
import { parseReceipt, type Receipt } from './receipt.ts';
import { RECEIPT_EXAMPLE } from './receipt-example.ts';

/** `GET /api/v1/datasets/{d}/receipt` */
export interface ReceiptAnswer {
  readonly schema: 'receipt-answer/1';
  readonly dataset: string;
  /** Null until a first build has passed its gate. */
  readonly snapshot: string | null;
  readonly receipt: Receipt | null;
  /** The last build where it is not what is live: refused, or held back by a pin. Null with `snapshot=`. */
  readonly attempt: AttemptedBuild | null;
}

export interface AttemptedBuild {
  readonly at: string;
  readonly outcome: Outcome;
  readonly receipt: Receipt;
}

export const parseReceiptAnswer: Parser<ReceiptAnswer> = shape<ReceiptAnswer>({
  schema: oneOf('receipt-answer/1'),
  dataset: datasetId,
  snapshot: nullable(contentId),
  receipt: nullable(parseReceipt),
  attempt: nullable(shape<AttemptedBuild>({ at: moment, outcome: oneOf(...OUTCOMES), receipt: parseReceipt })),
});

export const RECEIPT_ANSWER_EXAMPLE: ReceiptAnswer = {
  schema: 'receipt-answer/1',
  dataset: 'covid',
  snapshot: '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d',
  receipt: RECEIPT_EXAMPLE,
  attempt: null,
};
