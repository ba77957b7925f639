import { expect, test } from 'vitest';
import { orAborted } from '../../site/export/record-video.ts';

const endless = new Promise<string>(() => undefined);

test('orAborted(work, signal) gives what the work gives, its error too', async () => {
  const { signal } = new AbortController();
  await expect(orAborted(Promise.resolve('done'), signal)).resolves.toBe('done');
  await expect(orAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
});

test('orAborted(work, signal) waits no longer once it is aborted, nor begins to', async () => {
  const stopping = new AbortController();
  const waiting = orAborted(endless, stopping.signal);
  stopping.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(orAborted(endless, stopping.signal)).rejects.toThrow('enough');
});
