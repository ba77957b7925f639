import type { Workbench } from '../workbench/workbench.ts';
import { withSite } from './with-site.ts';

/** Serves the built site over three years of the sample while it is used. @param use gets its address and the published folder */
export async function withThreeYearsSite<T>(
  bench: Pick<Workbench, 'threeYearsPublished'>,
  use: (url: string, out: string) => Promise<T>,
): Promise<T> {
  const out = await bench.threeYearsPublished();
  return await withSite(out, url => use(url, out));
}
