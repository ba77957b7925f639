import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../query/seeded-random.ts';
import { type ExpectedRow, expectedFile } from './expected-file.ts';
import { FUZZ_CASES, FUZZ_LIMIT_MS, FUZZ_SEED } from './fuzz-options.ts';
import { diceOf, fuzzedCsv } from './fuzzed-csv.ts';
import { openStage, type Stage, type StagedFile } from './staged-files.ts';

const BATCH = 50;
const MOST_MS_A_CASE = 1000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** What is wrong with how a file was read, or undefined. */
function faultOf(bytes: Uint8Array, { account, rows }: StagedFile): string | undefined {
  const expected = expectedFile(bytes);
  if (expected === 'loose') return undefined;
  if (account.problem !== null) {
    // To keep a file out is never wrong where the oracle finds a row that is; it is where all are right.
    if (expected === 'unfit' || expected.rejected.length > 0) return undefined;
    return isPlain(bytes) ? `a good file is kept out: ${account.problem}` : undefined;
  }
  if (expected === 'unfit') return `a file that must be kept out is read: ${JSON.stringify(rows)}`;
  const { rejected, unreadable, kept, samples } = account;
  const found = { rows: rows.map(asRead), rejected, unreadable, kept };
  const wanted = {
    rows: expected.rows.map(asRead),
    rejected: expected.rejected.length,
    unreadable: expected.unreadable.length,
    kept: expected.rows.length,
  };
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    return `${JSON.stringify(found)} must be ${JSON.stringify(wanted)}`;
  const lines = samples.map(({ line }) => line).join();
  const wrong = [...expected.rejected, ...expected.unreadable].sort((a, b) => a - b).slice(0, 20);
  return lines === wrong.join() ? undefined : `lines ${lines} must be ${wrong}`;
}

/** A mark at the beginning of a text gets lost on the engine's way to here, and a line break in it has one form. */
function asRead([line, place, count, more]: ExpectedRow): ExpectedRow {
  const plain = (text: string | null) => text?.replace(/^\ufeff/, '').replaceAll('\r\n', '\n') ?? null;
  return [line, plain(place), count, plain(more)];
}

/** Written as RFC 4180 says from its first line on, with no quote inside a plain cell and no carriage return within a line. */
function isPlain(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes)
    .toString()
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n');
  const bare = text.replaceAll(/(?<=^|,|\n)"(?:[^"]|"")*"(?=,|\n|$)/g, '');
  return !/^[\r\n]/.test(text) && !bare.includes('"') && !(text.includes('\n') && text.includes('\r'));
}

test(
  `${FUZZ_CASES} generated and spoilt files are each read as the letter says, or kept out`,
  async () => {
    const dice = diceOf(seededRandom(FUZZ_SEED));
    const faults: string[] = [];
    let read = 0;
    for (let done = 0; done < FUZZ_CASES; done += BATCH) {
      const files = Array.from({ length: Math.min(BATCH, FUZZ_CASES - done) }, () => fuzzedCsv(dice));
      const started = performance.now();
      const staged = await stage.stage(files);
      expect(performance.now() - started).toBeLessThan(MOST_MS_A_CASE * files.length);
      for (const [index, bytes] of files.entries()) {
        const file = staged[index];
        const fault = file === undefined ? 'it has no account' : faultOf(bytes, file);
        if (file?.account.problem === null) read += 1;
        if (fault !== undefined) faults.push(`${JSON.stringify(Buffer.from(bytes).toString('latin1'))}: ${fault}`);
      }
    }
    expect(faults.slice(0, 10)).toEqual([]);
    // Enough of them are read at all, and enough are not.
    expect(read).toBeGreaterThan(FUZZ_CASES * 0.3);
    expect(read).toBeLessThan(FUZZ_CASES * 0.9);
  },
  FUZZ_LIMIT_MS,
);
