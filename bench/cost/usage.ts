import { count, finite, type Output, object, oneOf, parserOf } from '../../functions/contract/schema.ts';

/** What was measured: the quantities that a bill is made of. */
export type Usage = Output<typeof usage>;
export type Visit = Usage['visit'];
export type Upload = Usage['upload'];
export type Stored = Usage['stored'];

const usage = object({
  schema: oneOf('usage/1'),
  /** One visitor with an empty cache, who plays three years of county days and then looks at the line charts. */
  visit: object({
    /** Requests to the CDN: files of the page, and published data. */
    pageRequests: count,
    dataRequests: count,
    /** Requests that reach the query function. */
    apiRequests: count,
    /** Of all of them together, compressed. */
    bytes: count,
    /** Of all API requests together, each in a process of its own: from the start of the module to the last byte. */
    apiSeconds: finite,
    apiReads: count,
  }),
  /** One more daily report on top of three years. */
  upload: object({
    processorSeconds: finite,
    seconds: finite,
    reads: count,
    /** Puts and pages of listings, which cost the same. */
    writes: count,
    /** What it leaves behind for good. */
    addedBytes: count,
  }),
  /** What lies in the buckets after three years. */
  stored: object({ days: count, uploadBytes: count, workBytes: count, siteBytes: count }),
});

export const parseUsage = parserOf(usage);
