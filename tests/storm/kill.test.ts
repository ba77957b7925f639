// @module-tag exhaustive
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { publishedIn } from './clean-build.ts';
import { killUploads } from './kill-uploads.ts';
import { transformProcess } from './seecovid-process.ts';
import { Visitor } from './visitor.ts';

const KILLS = Number(process.env.STORM_KILLS ?? 8);
/** Many kills are of builds of the real reports, few of a short sample. */
const REAL = KILLS > 50;
const REST_MS = 600;
const SECONDS_A_KILL = 30;

test(`a process that is killed, ${KILLS} times, leaves a whole site, and the next one ends as if nothing had been`, {
  timeout: (60 + KILLS * SECONDS_A_KILL) * 1000,
}, async () => {
  const folder = await temporaryFolder();
  const uploads = await killUploads(folder, REAL);
  await sleep(REST_MS);
  const at = (name: string) => join(folder, name);
  const [base, undisturbed, out, temporary] = [at('base'), at('undisturbed'), at('out'), at('tmp')];
  await mkdir(temporary);
  const transform = (from: string, to: string, killAfterMs?: number) =>
    transformProcess(from, to, { temporary, ...(killAfterMs === undefined ? {} : { killAfterMs }) });
  await transform(uploads.before, base);
  await cp(base, out, { recursive: true });
  const takes = {
    onTop: (await transform(uploads.all, out)).ms,
    fromNothing: (await transform(uploads.all, undisturbed)).ms,
  };
  const [before, expected] = [await lookAt(base), await publishedIn(new DiskStore({ root: undisturbed }))];
  const after = await lookAt(undisturbed);
  expect(after).not.toBe(before);

  const random = seededRandom(KILLS);
  const found = { nothing: 0, before: 0, after: 0, ended: 0 };
  for (let kill = 0; kill < KILLS; kill++) {
    await rm(out, { recursive: true, force: true });
    const onTop = kill % 2 === 0;
    if (onTop) await cp(base, out, { recursive: true });
    else await mkdir(out);
    const takesMs = onTop ? takes.onTop : takes.fromNothing;
    const { signal } = await transform(uploads.all, out, takesMs * (0.2 + 0.8 * random()));
    if (signal === null) found.ended += 1;
    const live = await lookAt(out);
    expect([onTop ? before : null, after]).toContain(live);
    found[live === null ? 'nothing' : live === before ? 'before' : 'after'] += 1;

    expect((await transform(uploads.all, out)).code).toBe(0);
    expect(await lookAt(out)).toBe(after);
    expect(await publishedIn(new DiskStore({ root: out }), expected.keys())).toEqual(expected);
  }
  console.log(`${KILLS} kills: ${JSON.stringify(found)}`);
  // Without kills in the middle it would prove nothing.
  expect(found.nothing + found.before).toBeGreaterThan(KILLS / 4);
});

/** The snapshot that is live and whole. */
async function lookAt(out: string): Promise<string | null> {
  return (await new Visitor(new DiskStore({ root: out }), 'covid').look())?.id ?? null;
}
