import { join } from 'node:path';
import { finite, object, parserOf, text } from '../../functions/contract/schema.ts';
import { runProcess } from './run-process.ts';

export interface Pandas {
  readonly version: string;
  /** Reads, groups and differences a folder of reports. */
  run(folder: string): Promise<PandasRun>;
}

export interface PandasRun {
  /** The whole process, including Python and its imports. */
  readonly seconds: number;
  /** From the first file to the last difference. */
  readonly ownSeconds: number;
}

const SCRIPT = join(import.meta.dirname, '..', 'pandas_baseline.py');
const PROBE = 'import json, sys, pandas; print(json.dumps({"python": sys.executable, "version": pandas.__version__}))';
const parseProbe = parserOf(object({ python: text, version: text }));
const parsePandasRun = parserOf(object({ seconds: finite }));

/** Null without Python 3 and pandas. */
export async function findPandas(): Promise<Pandas | null> {
  const probe = await runProcess('python3', ['-c', PROBE]).catch(() => null);
  if (probe === null) return null;
  // The interpreter itself, because a version manager's launcher would cost extra time.
  const { python, version } = parseProbe(JSON.parse(probe.stdout), 'python3');
  return {
    version,
    async run(folder) {
      const { seconds, stdout } = await runProcess(python, [SCRIPT, folder]);
      return { seconds, ownSeconds: parsePandasRun(JSON.parse(stdout), 'pandas_baseline.py').seconds };
    },
  };
}
