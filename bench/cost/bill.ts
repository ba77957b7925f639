import { type Billed, PRICES } from './prices.ts';
import type { Usage } from './usage.ts';

/** The traffic of a month. */
export interface Traffic {
  readonly visits: number;
  readonly uploads: number;
}

/** The settings of the stack that affect the bill. */
export interface Setup {
  readonly queryMemoryMb: number;
  readonly transformMemoryMb: number;
  /** Ephemeral storage, of which 512 MB are free. */
  readonly transformDiskMb: number;
  /** None without an e-mail address. */
  readonly alarms: number;
}

export interface BillLine {
  readonly billed: Billed;
  readonly quantity: number;
  readonly dollars: number;
}

/** Lambda gives one whole CPU at this memory, and proportionally less or more. */
const MB_PER_CPU = 1769;
/** Lambda polls the queue with five pollers, each for twenty seconds at a time, all month. */
const QUEUE_POLLS = (5 * 30.44 * 86_400) / 20;
/** Sending by S3, receiving and deleting. */
const QUEUE_REQUESTS_PER_UPLOAD = 3;
/** An image that was not used for hours is loaded first, which is billed. */
const IMAGE_START_SECONDS = 5;
const FREE_DISK_MB = 512;
/** The maximum size of the image. */
const IMAGE_GB = 0.3;
/** Lambda's own lines and one of ours. */
const LOG_BYTES_PER_CALL = 1000;

/**
 * The lines of a month's bill, after three years of daily reports. Every assumption is pessimistic: nothing is cached at the
 * edge, every API call is a cold start, and every visitor has an empty cache and plays every month.
 */
export function bill({ visit, upload, stored }: Usage, traffic: Traffic, setup: Setup, free: boolean): BillLine[] {
  const { visits, uploads } = traffic;
  const calls = visits * visit.apiRequests;
  const gb = (bytes: number) => bytes / 1e9;
  const queryGbSeconds = visits * visit.apiSeconds * slowdown(setup.queryMemoryMb) * memoryGb(setup.queryMemoryMb);
  const buildSeconds = Math.max(upload.seconds, upload.cpuSeconds * slowdown(setup.transformMemoryMb));
  const transformSeconds = uploads * (buildSeconds + IMAGE_START_SECONDS);
  const kept = stored.uploadBytes + stored.workBytes + stored.siteBytes + uploads * upload.addedBytes;
  const quantities: Readonly<Record<Billed, number>> = {
    lambdaRequests: calls + uploads,
    lambdaTime: queryGbSeconds + transformSeconds * memoryGb(setup.transformMemoryMb),
    lambdaDisk: transformSeconds * memoryGb(setup.transformDiskMb - FREE_DISK_MB),
    apiRequests: calls,
    cdnRequests: visits * (visit.pageRequests + visit.dataRequests + visit.apiRequests),
    cdnBytes: visits * gb(visit.bytes),
    cdnFunction: visits * visit.pageRequests,
    s3Reads: visits * (visit.pageRequests + visit.dataRequests + visit.apiReads) + uploads * upload.reads,
    s3Writes: uploads * (upload.writes + 1),
    s3Storage: gb(kept),
    imageStorage: IMAGE_GB,
    queueRequests: QUEUE_POLLS + uploads * QUEUE_REQUESTS_PER_UPLOAD,
    logs: gb((calls + uploads) * LOG_BYTES_PER_CALL),
    alarms: setup.alarms,
  };
  return keysOf(quantities).map(billed => ({
    billed,
    quantity: quantities[billed],
    dollars: dollarsFor(billed, quantities[billed], free),
  }));
}

export function totalOf(lines: readonly BillLine[]): number {
  return lines.reduce((sum, { dollars }) => sum + dollars, 0);
}

function dollarsFor(billed: Billed, quantity: number, free: boolean): number {
  const { per, dollars, freeEachMonth } = PRICES[billed];
  return (Math.max(0, quantity - (free ? freeEachMonth : 0)) / per) * dollars;
}

function slowdown(memoryMb: number): number {
  return MB_PER_CPU / memoryMb;
}

function memoryGb(memoryMb: number): number {
  return memoryMb / 1024;
}

function keysOf(quantities: Readonly<Record<Billed, number>>): Billed[] {
  const isBilled = (key: string): key is Billed => Object.hasOwn(quantities, key);
  return Object.keys(quantities).filter(isBilled);
}
