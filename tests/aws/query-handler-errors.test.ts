import { describe, expect, test } from 'vitest';
import { type LambdaHandler, MAX_RESULT_BYTES } from '../../functions/query/lambda/create-handler.ts';
import { eventOf, recordedEvent } from './event-of.ts';
import { BASE, responding, text } from './handlers.ts';
import { responseOf } from './response-of.ts';

describe('an error', () => {
  const expectProblem = (result: Awaited<ReturnType<LambdaHandler>>, status: number, code: string) => {
    const { headers, text } = responseOf(result);
    expect(result.statusCode).toBe(status);
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({ status, code });
    expect(text).not.toMatch(/secret|\.ts|node:/);
  };

  test('is a problem without details if the app fails, and is logged', async () => {
    const { handle, logged } = responding(() => Promise.reject(new Error('secret of /var/task/x.ts')));
    expectProblem(await handle(eventOf(BASE)), 500, 'internal');
    expect(String(logged)).toContain('secret');
  });

  test('is a problem if the body of the response breaks', async () => {
    const broken = new ReadableStream({ start: controller => controller.error(new Error('secret')) });
    expectProblem(await responding(() => new Response(broken)).handle(eventOf(BASE)), 500, 'internal');
  });

  test.each([
    ['an invalid header', { ...recordedEvent('get'), headers: { 'a b': 'x' } }],
    ['a forbidden method', eventOf(BASE, { method: 'TRACE' })],
  ])('is a 400 for %s', async (_, event) => {
    const { handle, logged } = responding(() => text('ok'));
    expectProblem(await handle(event), 400, 'bad-parameter');
    expect(logged).toEqual([]);
  });

  test.each([
    ['null', 'null'],
    ['an empty event', '{}'],
    ['payload 1.0', '{"path": "/api/v1/health", "httpMethod": "GET", "headers": {}, "requestContext": {"stage": "x"}}'],
  ])('is an internal error, and is logged, for an event of another shape: %s', async (_, event) => {
    const { handle, logged } = responding(() => text('ok'));
    expectProblem(await handle(JSON.parse(event)), 500, 'internal');
    expect(logged).toHaveLength(1);
  });

  test('is a 400 that names the limit if the response is longer than Lambda allows', async () => {
    const long = responding(() => text('"'.repeat(MAX_RESULT_BYTES / 2)));
    const plain = await long.handle(eventOf(BASE));
    expectProblem(plain, 400, 'too-large');
    expect(plain.body).toContain('at most 6.3 MB; it has 6.3 MB');
    expect(plain.body).toContain('Accept-Encoding: br, gzip');
    const compressed = await long.handle(eventOf(BASE, { headers: { 'Accept-Encoding': 'gzip' } }));
    expect(responseOf(compressed)).toMatchObject({ status: 200 });
    const fits = responding(() => text('x'.repeat(MAX_RESULT_BYTES - 200)));
    expect(await fits.handle(eventOf(BASE))).toMatchObject({ statusCode: 200 });
  });
});
