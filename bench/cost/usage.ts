import { count, finite, type Output, object, oneOf, parserOf } from '../../functions/contract/schema.ts';

/** Measured quantities, from which a bill is computed. */
export type Usage = Output<typeof usage>;
export type Visit = Usage['visit'];
export type Upload = Usage['upload'];
export type Stored = Usage['stored'];

const usage = object({
  schema: oneOf('usage/1'),
  /** One visitor with an empty cache, who plays three years of county days and then looks at the line charts. */
  visit: object({
    /** Requests to the CDN for files of the page and for published data. */
    pageRequests: count,
    dataRequests: count,
    /** Requests that reach the query function. */
    apiRequests: count,
    /** Total, compressed. */
    bytes: count,
    /** Total of the API requests, each in a new process: from the start of the module to the last byte. */
    apiSeconds: finite,
    apiReads: count,
  }),
  /** One more daily report on top of three years. */
  upload: object({
    cpuSeconds: finite,
    seconds: finite,
    reads: count,
    /** Puts and pages of listings, which cost the same. */
    writes: count,
    /** Permanent storage. */
    addedBytes: count,
  }),
  /** The content of the buckets after three years. */
  stored: object({ days: count, uploadBytes: count, workBytes: count, siteBytes: count }),
});

export const parseUsage = parserOf(usage);
