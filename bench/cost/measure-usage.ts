import { withSite } from '../site/with-site.ts';
import type { Scratch } from '../workbench/scratch.ts';
import { measureUpload } from './measure-upload.ts';
import { measureVisit } from './measure-visit.ts';
import type { Usage } from './usage.ts';

/** Measures what a bill is made of, over three years of the simulated sample. Takes two minutes and a browser. */
export async function measureUsage(scratch: Scratch, chromium: string): Promise<Usage> {
  const { upload, stored, out } = await measureUpload(scratch);
  scratch.tell('a visit');
  const visit = await withSite(out, url => measureVisit(chromium, url, out));
  return { schema: 'usage/1', visit, upload, stored };
}
