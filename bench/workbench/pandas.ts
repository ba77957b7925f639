import { join } from 'node:path';
import { finite, object, parserOf, text } from '../../functions/contract/schema.ts';
import { runProcess } from './run-process.ts';

export interface Pandas {
  readonly version: string;
  /** Reads, groups and differences a folder of reports. */
  run(folder: string): Promise<PandasRun>;
}

export interface PandasRun {
  /** The process as a whole, Python and its imports included. */
  readonly seconds: number;
  /** From the first file to the last difference. */
  readonly ownSeconds: number;
}

const SCRIPT = join(import.meta.dirname, '..', 'pandas_baseline.py');
const PROBE = 'import json, sys, pandas; print(json.dumps({"python": sys.executable, "version": pandas.__version__}))';
const parseProbe = parserOf(object({ python: text, version: text }));
const parseRun = parserOf(object({ seconds: finite }));

/** Null where there is no Python 3 with pandas. */
export async function findPandas(): Promise<Pandas | null> {
  const probe = await runProcess('python3', ['-c', PROBE]).catch(() => null);
  if (probe === null) return null;
  // The interpreter itself: a version manager's launcher in front of it would cost the peer time.
  const { python, version } = parseProbe(JSON.parse(probe.stdout), 'python3');
  return {
    version,
    async run(folder) {
      const { seconds, stdout } = await runProcess(python, [SCRIPT, folder]);
      return { seconds, ownSeconds: parseRun(JSON.parse(stdout), 'pandas_baseline.py').seconds };
    },
  };
}
