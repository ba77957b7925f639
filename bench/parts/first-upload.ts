import { MIB } from '../report/row.ts';
import { linkUploads, sampleReports } from '../workbench/daily-reports.ts';
import { FUNCTION_SECONDS, MAX_RECEIVES, runInvocations } from '../workbench/run-invocations.ts';
import { THREE_YEARS_DAYS } from '../workbench/three-years.ts';
import type { Part } from '../workbench/workbench.ts';

/** Twice what one invocation has, as where processor and network are slow. */
const LONG_SECONDS = 2 * FUNCTION_SECONDS;

/** Three years of reports that come at once, through the function that has 2 GB and is ended after 300 s. */
export const firstUpload: Part = {
  name: 'first-upload',
  async measure({ scratch }) {
    scratch.tell('the sample of three years');
    const all = await sampleReports({ firstDate: '2020-01-22', days: THREE_YEARS_DAYS + 1 });
    const [uploads, out, slowOut] = await Promise.all([scratch.folder(), scratch.folder(), scratch.folder()]);
    await linkUploads(uploads, all, all.reports.slice(0, THREE_YEARS_DAYS));
    scratch.tell('a first upload, then one where everything takes longer');
    const quick = await runInvocations(uploads, out, 1);
    const slower = LONG_SECONDS / quick.seconds;
    const slow = await runInvocations(uploads, slowOut, slower);
    const note = `${THREE_YEARS_DAYS.toLocaleString('en')} files, 2 GB, ${FUNCTION_SECONDS} s, simulated`;
    const longer = `as if it took ${LONG_SECONDS} s in one`;
    return [
      { what: 'invocations', samples: [quick.invocations], unit: 'count', budget: MAX_RECEIVES, note },
      { what: 'from the first to the end', samples: [quick.seconds], unit: 's', budget: null },
      { what: 'peak memory', samples: [quick.peakBytes], unit: 'MiB', budget: 1024 * MIB },
      { what: 'invocations', samples: [slow.invocations], unit: 'count', budget: MAX_RECEIVES, note: longer },
      { what: 'its seconds', samples: [slow.seconds * slower], unit: 's', budget: null },
      { what: 'time that one had left, at least', samples: [slow.leastLeftMs / 1000], unit: 's', budget: null },
    ];
  },
};
