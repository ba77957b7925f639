import { join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { type DeployedStack, deployedStack } from './deployed-stack.ts';
import { publishSite } from './publish-site.ts';
import { rebuildDatasets } from './rebuild-datasets.ts';
import { stackSummary } from './stack-summary.ts';
import { writeStageFile } from './stage-file.ts';
import { step } from './step.ts';
import type { Surroundings } from './surroundings.ts';

const AGAIN = 'Running the deployment again is always safe.';

/** What follows on a deployed stack: its site, and a build of each data set by the new code. Gives the lines to end with. */
export async function afterDeploy(around: Surroundings): Promise<readonly string[]> {
  const { root, stage, region, s3, sqs, say, doing } = around;
  const stack = await step('Reading what was deployed', `The stack itself is up to date. ${AGAIN}`, async () => {
    const found = await stackOf(around);
    await writeStageFile(root, stage, region, found);
    return found;
  });
  doing('Uploading the site');
  const wholeStill = `The stack is up to date, and the page that was there before is still whole. ${AGAIN}`;
  const { put, kept } = await step('Uploading the site', wholeStill, () =>
    publishSite({ client: s3, bucket: stack.site, folder: join(root, 'site', 'dist'), address: stack.address }),
  );
  say(`Site: ${put.length} files uploaded, ${kept} were there already`);
  doing('Asking for builds of all data sets');
  const pageIsNew = `The site is up to date; its data is what it was. ${AGAIN} "npx serverless rebuild" does this step alone.`;
  const { uploads, queue } = stack;
  const { datasets, settled } = await step('Asking for builds of the data sets', pageIsNew, () =>
    rebuildDatasets({ s3, sqs, uploads, queue }),
  );
  say(
    datasets.length === 0 ? 'Data sets: none are uploaded yet' : `Data sets to be built again: ${datasets.join(', ')}`,
  );
  if (settled > 0) say(`Dead letters of failed builds taken away: ${settled}`);
  return stackSummary(stack, stage);
}

/** The stack of this stage. Throws where there is none. */
export async function stackOf({ cloudFormation, stack, region }: Surroundings): Promise<DeployedStack> {
  const found = await deployedStack(cloudFormation, stack);
  if (found !== null) return found;
  throw new Problem('bad-input', `there must be a stack ${stack} in ${region}; run "npm run deploy" first`);
}
