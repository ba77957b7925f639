import { count, finite, oneOf, type Parser, shape } from '../../functions/contract/expect.ts';

/** What was measured: the quantities that a bill is made of. */
export interface Usage {
  readonly schema: 'usage/1';
  /** One visitor with an empty cache, who plays three years of county days and then looks at the curves. */
  readonly visit: Visit;
  /** One more daily report on top of three years. */
  readonly upload: Upload;
  /** What lies in the buckets after three years. */
  readonly stored: Stored;
}

export interface Visit {
  /** Requests to the CDN: files of the page, and published data. */
  readonly pageRequests: number;
  readonly dataRequests: number;
  /** Requests that end in the query function. */
  readonly apiRequests: number;
  /** Of all of them together, compressed. */
  readonly bytes: number;
  /** Of all API requests together, each in a process of its own: from the start of the module to the last byte. */
  readonly apiSeconds: number;
  readonly apiReads: number;
}

export interface Upload {
  readonly processorSeconds: number;
  readonly seconds: number;
  readonly reads: number;
  /** Puts and pages of listings, which cost the same. */
  readonly writes: number;
  /** What it leaves behind for good. */
  readonly addedBytes: number;
}

export interface Stored {
  readonly days: number;
  readonly uploadBytes: number;
  readonly workBytes: number;
  readonly siteBytes: number;
}

export const parseUsage: Parser<Usage> = shape<Usage>({
  schema: oneOf('usage/1'),
  visit: shape<Visit>({
    pageRequests: count,
    dataRequests: count,
    apiRequests: count,
    bytes: count,
    apiSeconds: finite,
    apiReads: count,
  }),
  upload: shape<Upload>({ processorSeconds: finite, seconds: finite, reads: count, writes: count, addedBytes: count }),
  stored: shape<Stored>({ days: count, uploadBytes: count, workBytes: count, siteBytes: count }),
});
