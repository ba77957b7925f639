import { describe, expect, test } from 'vitest';
import { serve } from '../../local/serve.ts';
import { serving } from './serving.ts';

describe('serve(…) itself', () => {
  test('says which port is in use', async () => {
    const { port, options } = await serving();
    await expect(serve({ ...options, port })).rejects.toMatchObject({
      name: 'Problem',
      message: `port ${port} of 127.0.0.1 is in use by another program; choose another port`,
    });
  });

  test('close() frees the port, also with connections open', async () => {
    const { options } = await serving();
    const first = await serve({ ...options, port: 0 });
    await fetch(first.url);
    await first.close();
    const second = await serve({ ...options, port: first.port });
    expect((await fetch(second.url)).status).toBe(200);
    await second.close();
  });
});
