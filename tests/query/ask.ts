import { expect } from 'vitest';
import {
  parseDatasetAnswer,
  parseDatasetsAnswer,
  parseHealthAnswer,
  parseRankingAnswer,
  parseRegionsAnswer,
  parseSeriesAnswer,
} from '../../functions/contract/answers.ts';
import { type ProblemCode, STATUS_OF } from '../../functions/contract/problem.ts';
import { parseProblemBody } from '../../functions/contract/problem-body.ts';
import { parseReceiptAnswer } from '../../functions/contract/receipt-answer.ts';
import type { Parser } from '../../functions/contract/schema.ts';
import { parseTableAnswer, parseTablesAnswer } from '../../functions/contract/table-answers.ts';
import { createQueryApp, type QueryAppOptions } from '../../functions/query/query-app.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';
import { TINY } from './tiny-data.ts';

export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** A new app over the tiny data set, with the store that it reads and what it logged. */
export async function askTiny(options: Partial<QueryAppOptions> = {}) {
  const store = new MemoryStore();
  const tiny = await publishFixture(store, TINY);
  store.reads.length = 0;
  return { store, tiny, ...askOver(store, options) };
}

export function askOver(store: MemoryStore, options: Partial<QueryAppOptions> = {}) {
  const logged: { message: string; cause: unknown }[] = [];
  const log = (message: string, cause: unknown) => void logged.push({ message, cause });
  const app = createQueryApp({ store, log, ...options });
  const ask: Ask = (path, init) => app.fetch(new Request(`https://example.org/api/v1${path}`, init));
  return { ask, logged };
}

export const readDatasets = reader(parseDatasetsAnswer);
export const readDataset = reader(parseDatasetAnswer);
export const readRegions = reader(parseRegionsAnswer);
export const readSeries = reader(parseSeriesAnswer);
export const readRanking = reader(parseRankingAnswer);
export const readReceipt = reader(parseReceiptAnswer);
export const readTables = reader(parseTablesAnswer);
export const readTable = reader(parseTableAnswer);
export const readHealth = reader(parseHealthAnswer);

/** Every answer that is not an error is held to this. */
export function reader<T>(parse: Parser<T>): (answer: Promise<Response>) => Promise<T> {
  return async answer => {
    const response = await answer;
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expectHeaders(response);
    expect(response.headers.get('Content-Length')).toBe(String(Buffer.byteLength(text)));
    return parse(JSON.parse(text), '');
  };
}

/** Every error, of every route, is held to this. */
export async function expectProblem(
  answer: Response | Promise<Response>,
  code: ProblemCode,
  { detail, nearest }: { detail?: RegExp; nearest?: readonly string[] } = {},
): Promise<void> {
  const response = await answer;
  expectHeaders(response);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  expect(response.headers.get('ETag')).toBeNull();
  const body = parseProblemBody(await response.json(), '');
  expect(body).toMatchObject({ title: code.replaceAll('-', ' '), code, status: STATUS_OF[code] });
  expect(response.status).toBe(body.status);
  expect(body.detail.length).toBeGreaterThan(10);
  expect(body.detail.length).toBeLessThan(400);
  expect(body.detail.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\.ts\b|\bat .*:\d+:\d+|undefined|\[object/);
  expect(body.detail.isWellFormed()).toBe(true);
  if (detail) expect(body.detail).toMatch(detail);
  if (nearest) expect(body.nearest).toEqual(nearest);
}

/** Every answer, an error or not, is held to this. */
function expectHeaders({ headers }: Response): void {
  expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(headers.get('Access-Control-Expose-Headers')).toContain('ETag');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(headers.get('Cache-Control')).toBeTruthy();
  expect(headers.get('Link')).toContain('rel="service-desc"');
}
