import { median } from '../report/quantile.ts';
import { MIB } from '../report/row.ts';
import { THREE_YEARS_DAYS, type Timed } from '../workbench/three-years.ts';
import type { Part } from '../workbench/workbench.ts';

/** The simulated sample over 1,143 days from scratch, compared with 120 of its days, and one more day. */
export const threeYears: Part = {
  name: 'three-years',
  async measure(bench) {
    const { full, few, added, addedDate } = await bench.threeYears();
    const days = `${THREE_YEARS_DAYS.toLocaleString('en')} days, ${full[0]?.rows.toLocaleString('en')} rows, simulated`;
    const growth = full.map((timed, run) => secondsPerRow(timed) / secondsPerRow(few[run] ?? timed));
    const share = added.run.seconds / median(full.map(({ run }) => run.seconds));
    const cpu = full.map(({ run }) => run.cpuSeconds);
    const peaks = full.map(({ run }) => run.peakBytes);
    return [
      { label: 'from scratch', samples: full.map(({ run }) => run.seconds), unit: 's', budget: null, note: days },
      { label: 'CPU time', samples: cpu, unit: 's', budget: null },
      { label: 'rows per second', samples: full.map(rate), unit: 'rows/s', budget: null },
      { label: 'rows per second over 120 days', samples: few.map(rate), unit: 'rows/s', budget: null },
      { label: 'time per row / that of 120 days', samples: growth, unit: 'factor', budget: 1.3 },
      { label: 'peak memory', samples: peaks, unit: 'MiB', budget: 1024 * MIB },
      { label: `${addedDate} on top`, samples: [added.run.seconds], unit: 's', budget: null },
      { label: `${addedDate}: share of the time`, samples: [share], unit: 'share', budget: null },
      { label: `${addedDate}: share of the bytes written`, samples: [added.writtenShare], unit: 'share', budget: 0.06 },
    ];
  },
};

function secondsPerRow({ run, rows }: Timed): number {
  return run.seconds / rows;
}

function rate(timed: Timed): number {
  return 1 / secondsPerRow(timed);
}
