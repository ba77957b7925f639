import { withSite } from '../site/with-site.ts';
import type { Scratch } from '../workbench/scratch.ts';
import { measureUpload } from './measure-upload.ts';
import { measureVisit } from './measure-visit.ts';
import type { Usage } from './usage.ts';

/** Measures the quantities of a bill over three years of the simulated sample. Takes two minutes and needs a browser. */
export async function measureUsage(scratch: Scratch, chromium: string): Promise<Usage> {
  const { upload, stored, out } = await measureUpload(scratch);
  scratch.log('a visit');
  const visit = await withSite(out, url => measureVisit(chromium, url, out));
  return { schema: 'usage/1', visit, upload, stored };
}
