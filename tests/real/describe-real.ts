import { describe } from 'vitest';
import { realReports } from '../real-reports.ts';

/** Tests over JHU's 161 reports; where those are absent they are skipped, and the title says why. */
export function describeReal(title: string, tests: (folder: string) => void): void {
  const folder = realReports();
  const why = folder === null ? ' [skipped: the real reports are not beside the project]' : '';
  describe.skipIf(folder === null)(`${title}${why}`, () => tests(folder ?? ''));
}
