import { appendFileSync, mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, type TestContext, test, vi } from 'vitest';
import { watchFolder } from '../../local/watch-folder.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const REST_MS = 150;
const SOON = { timeout: 4000, interval: 20 };

describe.concurrent('watchFolder({folder, run, failed})', () => {
  test('runs once for files that are added, changed and removed together', async context => {
    const { expect } = context;
    const folder = await temporaryFolder(context);
    writeFileSync(join(folder, 'old.csv'), 'x');
    const { run } = await watching(context, folder);
    await sleep(2 * REST_MS);
    expect(run).not.toHaveBeenCalled();

    mkdirSync(join(folder, 'covid'));
    for (let n = 0; n < 20; n += 1) writeFileSync(join(folder, 'covid', `${n}.csv`), 'x');
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), SOON);
    await sleep(2 * REST_MS);
    // A second one where the system reports the last files late.
    expect(run.mock.calls.length).toBeLessThanOrEqual(2);

    run.mockClear();
    appendFileSync(join(folder, 'covid/3.csv'), 'y');
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), SOON);
    await sleep(2 * REST_MS);
    run.mockClear();
    unlinkSync(join(folder, 'old.csv'));
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), SOON);
  });

  test('waits while a file still grows', async context => {
    const { expect } = context;
    const folder = await temporaryFolder(context);
    const { run } = await watching(context, folder);
    for (let n = 0; n < 12; n += 1) {
      appendFileSync(join(folder, 'growing.csv'), 'x');
      await sleep(REST_MS / 5);
      expect(run).not.toHaveBeenCalled();
    }
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), SOON);
  });

  test('never runs twice at a time; changes during a run cause one more', async context => {
    const { expect } = context;
    const folder = await temporaryFolder(context);
    let running = 0;
    let most = 0;
    const { run } = await watching(context, folder, async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(5 * REST_MS);
      running -= 1;
    });
    writeFileSync(join(folder, 'a.csv'), 'x');
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), SOON);
    for (const name of ['b.csv', 'c.csv', 'd.csv']) {
      writeFileSync(join(folder, name), 'x');
      await sleep(20);
    }
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), SOON);
    await sleep(6 * REST_MS);
    expect(run.mock.calls.length).toBeLessThanOrEqual(3);
    expect(most).toBe(1);
  });

  test('a folder may be made later, removed, and made again', async context => {
    const { expect } = context;
    const folder = join(await temporaryFolder(context), 'not/yet');
    const { run } = await watching(context, folder);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'a.csv'), 'x');
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), SOON);
    await sleep(2 * REST_MS);
    run.mockClear();
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), SOON);
    await sleep(4 * REST_MS);
    run.mockClear();
    writeFileSync(join(folder, 'b.csv'), 'x');
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), SOON);
  });

  test('hidden files are no change, links are followed, loops end', async context => {
    const { expect } = context;
    const [folder, elsewhere] = [await temporaryFolder(context), await temporaryFolder(context)];
    symlinkSync(elsewhere, join(folder, 'linked'));
    symlinkSync(folder, join(folder, 'loop'));
    const { run, failed } = await watching(context, folder);
    writeFileSync(join(folder, '.a.csv.part'), 'x');
    await sleep(3 * REST_MS);
    expect(run).not.toHaveBeenCalled();
    writeFileSync(join(elsewhere, 'far.csv'), 'x');
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), SOON);
    expect(failed).not.toHaveBeenCalled();
  });

  test('what run throws goes to failed, and the next change runs again', async context => {
    const { expect } = context;
    const folder = await temporaryFolder(context);
    const { run, failed } = await watching(context, folder, () => Promise.reject(new Error('no build')));
    writeFileSync(join(folder, 'a.csv'), 'x');
    await vi.waitFor(() => expect(failed).toHaveBeenCalledWith(new Error('no build')), SOON);
    writeFileSync(join(folder, 'b.csv'), 'x');
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), SOON);
  });

  test('nudge() asks for a run; after close() there is none', async context => {
    const { expect } = context;
    const folder = await temporaryFolder(context);
    const { run, watch } = await watching(context, folder);
    watch.nudge();
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), SOON);
    await watch.close();
    watch.nudge();
    writeFileSync(join(folder, 'a.csv'), 'x');
    await sleep(3 * REST_MS);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

async function watching(context: TestContext, folder: string, work: () => Promise<void> = async () => {}) {
  const run = vi.fn(work);
  const failed = vi.fn((_: unknown) => {});
  const watch = await watchFolder({ folder, run, failed, restMs: REST_MS });
  context.onTestFinished(() => watch.close());
  return { run, failed, watch };
}
