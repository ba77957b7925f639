import { describe, expect, test } from 'vitest';
import { type LambdaHandler, MAX_RESULT_BYTES } from '../../functions/query/lambda/create-handler.ts';
import { eventOf, recordedEvent } from './event-of.ts';
import { answering, BASE, text } from './handlers.ts';
import { responseOf } from './response-of.ts';

describe('what cannot be answered', () => {
  const expectProblem = (result: Awaited<ReturnType<LambdaHandler>>, status: number, code: string) => {
    const { headers, text } = responseOf(result);
    expect(result.statusCode).toBe(status);
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({ status, code });
    expect(text).not.toMatch(/secret|\.ts|node:/);
  };

  test('is a problem without detail when the app fails, and logged', async () => {
    const { handle, logged } = answering(() => Promise.reject(new Error('secret of /var/task/x.ts')));
    expectProblem(await handle(eventOf(BASE)), 500, 'internal');
    expect(String(logged)).toContain('secret');
  });

  test('is a problem when the body of the answer breaks', async () => {
    const broken = new ReadableStream({ start: controller => controller.error(new Error('secret')) });
    expectProblem(await answering(() => new Response(broken)).handle(eventOf(BASE)), 500, 'internal');
  });

  test.each([
    ['a header that is none', { ...recordedEvent('get'), headers: { 'a b': 'x' } }],
    ['a method that no request can have', eventOf(BASE, { method: 'TRACE' })],
  ])('is a 400 for %s', async (_, event) => {
    const { handle, logged } = answering(() => text('ok'));
    expectProblem(await handle(event), 400, 'bad-parameter');
    expect(logged).toEqual([]);
  });

  test.each([
    ['null', 'null'],
    ['an empty one', '{}'],
    ['payload 1.0', '{"path": "/api/v1/health", "httpMethod": "GET", "headers": {}, "requestContext": {"stage": "x"}}'],
  ])('is our error, and logged, for an event of another shape: %s', async (_, event) => {
    const { handle, logged } = answering(() => text('ok'));
    expectProblem(await handle(JSON.parse(event)), 500, 'internal');
    expect(logged).toHaveLength(1);
  });

  test('is a 400 that says the limit where the answer is longer than Lambda lets through', async () => {
    const long = answering(() => text('"'.repeat(MAX_RESULT_BYTES / 2)));
    const plain = await long.handle(eventOf(BASE));
    expectProblem(plain, 400, 'too-large');
    expect(plain.body).toContain('at most 6.3 MB; it has 6.3 MB');
    expect(plain.body).toContain('Accept-Encoding: br, gzip');
    const compressed = await long.handle(eventOf(BASE, { headers: { 'Accept-Encoding': 'gzip' } }));
    expect(responseOf(compressed)).toMatchObject({ status: 200 });
    const fits = answering(() => text('x'.repeat(MAX_RESULT_BYTES - 200)));
    expect(await fits.handle(eventOf(BASE))).toMatchObject({ statusCode: 200 });
  });
});
