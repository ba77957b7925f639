import { join } from 'node:path';
import { finite, object, parserOf, text } from '../../functions/contract/schema.ts';
import { runProcess } from './run-process.ts';

/** The peers that read, group and difference a folder of reports, each by a script of its own. */
export const BASELINES = ['pandas', 'polars', 'duckdb'] as const;

export interface Baseline {
  readonly name: (typeof BASELINES)[number];
  readonly version: string;
  run(folder: string): Promise<BaselineRun>;
}

export interface BaselineRun {
  /** The whole process, including Python and its imports. */
  readonly seconds: number;
  /** From the first file to the last difference. */
  readonly ownSeconds: number;
}

const FOLDER = join(import.meta.dirname, '..');
const parseProbe = parserOf(object({ python: text, version: text }));
const parseRun = parserOf(object({ seconds: finite }));

/** Null without Python 3 and the package. */
export async function findBaseline(name: Baseline['name']): Promise<Baseline | null> {
  const print = `print(json.dumps({"python": sys.executable, "version": ${name}.__version__}))`;
  const probe = await runProcess('python3', ['-c', `import json, sys, ${name}; ${print}`]).catch(() => null);
  if (probe === null) return null;
  // The interpreter itself, because a version manager's launcher would cost extra time.
  const { python, version } = parseProbe(JSON.parse(probe.stdout), 'python3');
  const script = `${name}_baseline.py`;
  return {
    name,
    version,
    async run(folder) {
      const { seconds, stdout } = await runProcess(python, [join(FOLDER, script), folder]);
      return { seconds, ownSeconds: parseRun(JSON.parse(stdout), script).seconds };
    },
  };
}
