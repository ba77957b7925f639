import { describe } from 'vitest';
import { realReports } from '../real-reports.ts';

/** Tests over JHU's 161 reports; where those are absent they are skipped, and the title says why. */
export function describeReal(title: string, tests: (folder: string) => void): void {
  const folder = realReports();
  if (folder === null)
    describe.skip(`${title} [skipped: the real reports are not beside the project]`, () => tests(''));
  else describe(title, () => tests(folder));
}
