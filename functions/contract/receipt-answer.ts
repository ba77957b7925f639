import * as v from 'valibot';
import { outcome } from './pointer.ts';
import { receiptSchema } from './receipt.ts';
import { RECEIPT_EXAMPLE } from './receipt-example.ts';
import { contentId, datasetId, moment, type Output, object, oneOf, parserOf } from './schema.ts';

/** `GET /api/v1/datasets/{d}/receipt` */
export type ReceiptAnswer = Output<typeof receiptAnswer>;

export const receiptAnswer = object({
  schema: oneOf('receipt-answer/1'),
  dataset: datasetId,
  /** Null until a first build has passed its checks. */
  snapshot: v.nullable(contentId),
  receipt: v.nullable(receiptSchema),
  /** The last build where it is not the live one: refused, or held back by a pin. Null with `snapshot=`. */
  attempt: v.nullable(object({ at: moment, outcome, receipt: receiptSchema })),
});

export const parseReceiptAnswer = parserOf(receiptAnswer);

export const RECEIPT_ANSWER_EXAMPLE: ReceiptAnswer = {
  schema: 'receipt-answer/1',
  dataset: 'covid',
  snapshot: '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d',
  receipt: RECEIPT_EXAMPLE,
  attempt: null,
};
