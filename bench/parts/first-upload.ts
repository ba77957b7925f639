import { join } from 'node:path';
import { count, integer, object, parserOf } from '../../functions/contract/schema.ts';
import { MIB } from '../report/row.ts';
import { linkUploads, sampleReports } from '../workbench/daily-reports.ts';
import { runMeasured } from '../workbench/run-process.ts';
import { THREE_YEARS_DAYS } from '../workbench/three-years.ts';
import type { Part } from '../workbench/workbench.ts';

const FUNCTION_SECONDS = 300;
/** After so many receives, the queue moves a message to the dead letters. */
const MAX_RECEIVES = 5;
/** Twice the time limit of an invocation, as with a slow CPU and network. */
const LONG_SECONDS = 2 * FUNCTION_SECONDS;

/** Three years of reports that arrive at once, through the function with 2 GB and a time limit of 300 s. */
export const firstUpload: Part = {
  name: 'first-upload',
  async measure({ scratch }) {
    scratch.log('the sample of three years');
    const all = await sampleReports({ firstDate: '2020-01-22', days: THREE_YEARS_DAYS + 1 });
    const [uploads, out, slowOut] = await Promise.all([scratch.folder(), scratch.folder(), scratch.folder()]);
    await linkUploads(uploads, all, all.reports.slice(0, THREE_YEARS_DAYS));
    scratch.log('a first upload, then a slower one');
    const quick = await runInvocations(uploads, out, 1);
    const slowdown = LONG_SECONDS / quick.seconds;
    const slow = await runInvocations(uploads, slowOut, slowdown);
    const note = `${THREE_YEARS_DAYS.toLocaleString('en')} files, 2 GB, ${FUNCTION_SECONDS} s, simulated`;
    const longer = `as if it took ${LONG_SECONDS} s in one`;
    return [
      { label: 'invocations', samples: [quick.invocations], unit: 'count', budget: MAX_RECEIVES, note },
      { label: 'total time', samples: [quick.seconds], unit: 's', budget: null },
      { label: 'peak memory', samples: [quick.peakBytes], unit: 'MiB', budget: 1024 * MIB },
      { label: 'invocations', samples: [slow.invocations], unit: 'count', budget: MAX_RECEIVES, note: longer },
      { label: 'total time on its clock', samples: [slow.seconds * slowdown], unit: 's', budget: null },
      { label: 'least time left in an invocation', samples: [slow.leastLeftMs / 1000], unit: 's', budget: null },
    ];
  },
};

interface Invocations {
  readonly invocations: number;
  /** In total. */
  readonly seconds: number;
  readonly peakBytes: number;
  /** The least time left at the end of an invocation. */
  readonly leastLeftMs: number;
}

const INVOKE = join(import.meta.dirname, '..', 'workbench', 'invoke-transform.ts');

const parseInvocation = parserOf(object({ failed: count, leftMs: integer }));

/**
 * Builds in as many invocations as it takes, each in a new process.
 *
 * @param slowdown the clock runs so many times faster, as if everything took so much longer
 */
async function runInvocations(uploads: string, out: string, slowdown: number): Promise<Invocations> {
  const clock = ['--seconds', String(FUNCTION_SECONDS), '--slowdown', String(slowdown)];
  const options = ['--uploads', uploads, '--out', out, ...clock];
  const total = { seconds: 0, peakBytes: 0, leastLeftMs: FUNCTION_SECONDS * 1000 };
  for (let invocations = 1; invocations <= MAX_RECEIVES; invocations++) {
    const { seconds, stdout, peakBytes } = await runMeasured([INVOKE, ...options], `${out}.usage`);
    const { failed, leftMs } = parseInvocation(JSON.parse(stdout), 'the result');
    total.seconds += seconds;
    total.peakBytes = Math.max(total.peakBytes, peakBytes);
    total.leastLeftMs = Math.min(total.leastLeftMs, leftMs);
    if (failed === 0) return { invocations, ...total };
  }
  throw new Error(`the build must be done after ${MAX_RECEIVES} invocations, when the queue drops its message`);
}
