import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { expectProblem, serving } from './serving.ts';

describe('serve(…) at /api', () => {
  test('hands /api/v1 over as it came and opens the answer to every origin', async () => {
    const api = vi.fn(async (request: Request) =>
      Response.json({ method: request.method, url: request.url, sent: await request.text() }, { status: 418 }),
    );
    const { get, send, url } = await serving({ api });
    const answer = await get('/api/v1/datasets?q=New%20York', { origin: 'https://example.org' });
    expect(answer.status).toBe(418);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' });
    expect(JSON.parse(answer.bytes.toString())).toEqual({
      method: 'GET',
      url: `${url}/api/v1/datasets?q=New%20York`,
      sent: '',
    });
    expect((await send('HEAD', '/api/v1/health', {})).bytes.length).toBe(0);
    expect(JSON.parse((await send('POST', '/api/v1/x', {}, 'body')).bytes.toString())).toMatchObject({ sent: 'body' });
  });

  test('leaves preflights and headers to the API, compresses its answers, and answers other paths with a problem', async () => {
    const { get, send } = await serving({ api: createQueryApp({ store: new MemoryStore() }).fetch });
    const preflight = await send('OPTIONS', '/api/v1/datasets', { 'access-control-request-method': 'GET' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': '*, Authorization',
    });
    const document = await get('/api/v1/openapi.json', { 'accept-encoding': 'br' });
    expect(document.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(document.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(JSON.parse(brotliDecompressSync(document.bytes).toString())).toMatchObject({ openapi: '3.1.0' });
    for (const path of ['/api', '/api/', '/api/v2/datasets']) expectProblem(await get(path, {}), 404, 'unknown-path');
  });

  test('a Problem of the API has its status, any other error is hidden and logged', async () => {
    const problem = await serving({ api: () => Promise.reject(new Problem('unknown-region', 'no region "X"')) });
    expectProblem(await problem.get('/api/v1/x', {}), 404, 'unknown-region');
    expect(problem.log).not.toHaveBeenCalled();
    const bug = await serving({ api: () => Promise.reject(new Error('secret')) });
    const answer = await bug.get('/api/v1/x', {});
    expectProblem(answer, 500, 'internal');
    expect(answer.bytes.toString()).not.toContain('secret');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(bug.log).toHaveBeenCalledWith(new Error('secret'));
  });
});
