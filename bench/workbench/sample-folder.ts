import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SampleOptions, writeSample } from '../../local/sample/write-sample.ts';

const REST_MS = 1000;

/**
 * The data set folder of a simulated sample in the system's folder for temporary files. It stays there for the next
 * run; one that an older generator wrote is replaced.
 */
export async function sampleFolder(options: Required<Pick<SampleOptions, 'firstDate' | 'days'>>): Promise<string> {
  const folder = join(tmpdir(), `seecovid-bench-sample-${options.firstDate}-${options.days}`);
  const { written } = await writeSample(folder, options);
  // The transform waits for fresh files to be at rest, which is not its own time.
  if (written) await sleep(REST_MS);
  return join(folder, 'covid');
}
