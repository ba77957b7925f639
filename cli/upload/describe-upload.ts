import type { Receipt } from '../../functions/contract/receipt.ts';
import type { ListedObject } from '../../functions/store/store.ts';
import { describeOutcome, plural, shortened } from '../describe-result.ts';
import type { Target, TargetPlace } from '../target/target.ts';
import type { SeenBuild } from './await-build.ts';
import type { ChosenFiles } from './choose-files.ts';
import type { FoundFiles } from './find-files.ts';
import type { UploadPlan } from './plan-upload.ts';

/** One line per file that is not uploaded, with the reason. */
export function describeSkipped({ hidden }: FoundFiles, { ignored, invalid }: ChosenFiles): string[] {
  const skipped = [...hidden.map(key => ({ key, reason: 'hidden' })), ...ignored].map(
    ({ key, reason }) => `  skipped ${key}: ${reason}`,
  );
  const rejected = invalid.map(({ key, reason }) => `  not uploaded ${key}: ${reason}`);
  return [...shortened(skipped, 'file', ' skipped'), ...shortened(rejected, 'file', ' not uploaded')];
}

export function describePlan(
  plan: UploadPlan,
  before: readonly ListedObject[],
  place: TargetPlace,
  dryRun: boolean,
): string {
  const { toSend, replaced, unchanged, bytes } = plan;
  const where = place.kind === 'local' ? 'the uploads folder' : `the stage ${place.stage.name}`;
  if (toSend.length + unchanged === 0) return `Nothing to upload to ${where}.`;
  if (toSend.length === 0) return `Nothing to upload to ${where}: ${plural(unchanged, 'file')} unchanged.`;
  const added = toSend.length - replaced;
  const kinds = [
    ...(added > 0 ? [`${added} new`] : []),
    ...(replaced > 0 ? [`${replaced} changed`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ].join(', ');
  const verb = dryRun ? 'Would upload' : 'Uploading';
  const summary = `${verb} ${plural(toSend.length, 'file')} (${formatSize(bytes)}) to ${where}: ${kinds}.`;
  if (!dryRun) return summary;
  const present = new Set(before.map(({ key }) => key));
  const lines = toSend.map(({ key, size }) => `  ${present.has(key) ? 'changed' : 'new'} ${key} (${formatSize(size)})`);
  return [summary, ...shortened(lines, 'file', '')].join('\n');
}

/** The outcome of a build, the uploads of this run first, and the address of the result. */
export function describeBuild(
  dataset: string,
  { pointer, receipt }: SeenBuild,
  sent: ReadonlyMap<string, string>,
  { address }: Pick<Target, 'address'>,
): string {
  const lines = [describeOutcome({ dataset, pointer, receipt: sentFirst(receipt, sent) })];
  if (pointer.pinned && pointer.newest !== pointer.snapshot) {
    lines.push(
      '  the data set is pinned: until it is released, visitors see the snapshot above and not what was just built',
    );
  }
  if (receipt.outcome === 'refused' && pointer.snapshot !== null) lines.push('  what was live before stays live');
  if (address !== null && pointer.snapshot !== null) lines.push(`  ${address}/${dataset}/map`);
  return lines.join('\n');
}

/** How far an interrupted upload got, and how to continue it. */
export function describeInterrupted(sent: number, of: number): string {
  return `${sent} of ${of} files are uploaded. Run the same command again to continue.`;
}

/** Why the outcome is unknown, and where to look. */
export function describeNoBuild(dataset: string, place: TargetPlace, timeoutS: number, interrupted: boolean): string {
  const ended = interrupted ? 'interrupted' : `no build has picked up the uploads within ${timeoutS} s`;
  const safe = `${ended}; the files are uploaded, and the next build will include them`;
  switch (place.kind) {
    case 'local':
      return `${safe}. Is "seecovid start --uploads ${place.uploads}" running? If not, build them with "seecovid transform --uploads ${place.uploads} --out ${place.out}"`;
    case 'deployed':
      return `${safe}; see "seecovid status ${dataset} --stage ${place.stage.name}". If none runs, look at the log of the transform function in CloudWatch, and for messages waiting in the changes queue or its dead-letter queue`;
    default:
      return place satisfies never;
  }
}

function sentFirst(receipt: Receipt, sent: ReadonlyMap<string, string>): Receipt {
  const [ours, others] = [true, false].map(own => receipt.inputs.filter(({ key }) => sent.has(key) === own));
  return { ...receipt, inputs: [...(ours ?? []), ...(others ?? [])] };
}

function formatSize(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
