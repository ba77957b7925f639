import type { Receipt } from '../../functions/contract/receipt.ts';
import type { ListedObject } from '../../functions/store/store.ts';
import { describeOutcome, shortened } from '../describe-result.ts';
import type { Target, TargetPlace } from '../target/target.ts';
import type { SeenBy } from './await-build.ts';
import type { ChosenFiles } from './choose-files.ts';
import type { FoundFiles } from './find-files.ts';
import type { UploadPlan } from './plan-upload.ts';

/** What is not uploaded, and why, a line each. */
export function describeLeft({ hidden }: FoundFiles, { ignored, unfit }: ChosenFiles): string[] {
  const lines = [...hidden.map(key => ({ key, reason: 'a hidden name' })), ...ignored].map(
    ({ key, reason }) => `  passed over ${key}: ${reason}`,
  );
  const rejected = unfit.map(({ key, reason }) => `  not uploaded ${key}: ${reason}`);
  return [...shortened(lines, 'file', ' passed over'), ...shortened(rejected, 'file', ' not uploaded')];
}

export function describePlan(
  plan: UploadPlan,
  before: readonly ListedObject[],
  place: TargetPlace,
  dryRun: boolean,
): string {
  const { toSend, replaced, same, bytes } = plan;
  const where = place.is === 'local' ? 'the folder of uploads' : `the stage ${place.stage.name}`;
  if (toSend.length + same === 0) return `Nothing to upload to ${where}.`;
  if (toSend.length === 0)
    return `Nothing to upload to ${where}: ${files(same)} ${same === 1 ? 'is' : 'are'} there already.`;
  const news = toSend.length - replaced;
  const kinds = [
    ...(news > 0 ? [`${news} new`] : []),
    ...(replaced > 0 ? [`${replaced} changed`] : []),
    ...(same > 0 ? [`${same} there already`] : []),
  ].join(', ');
  const says = `${dryRun ? 'Would upload' : 'Uploading'} ${files(toSend.length)} (${sizeOf(bytes)}) to ${where}: ${kinds}.`;
  if (!dryRun) return says;
  const there = new Set(before.map(({ key }) => key));
  const lines = toSend.map(({ key, size }) => `  ${there.has(key) ? 'changed' : 'new'} ${key} (${sizeOf(size)})`);
  return [says, ...shortened(lines, 'file', '')].join('\n');
}

/** What a build made of the uploads, those of this run first, and where it is seen. */
export function describeSeen(
  dataset: string,
  { pointer, receipt }: SeenBy,
  sent: ReadonlyMap<string, string>,
  { address }: Pick<Target, 'address'>,
): string {
  const lines = [describeOutcome({ dataset, pointer, receipt: withFirst(receipt, sent) })];
  if (pointer.pinned && pointer.newest !== pointer.snapshot) {
    lines.push(
      '  the data set is pinned: visitors see the snapshot above until it is released, not what was just built',
    );
  }
  if (receipt.outcome === 'refused' && pointer.snapshot !== null) lines.push('  what was live before stays live');
  if (address !== null && pointer.snapshot !== null) lines.push(`  ${address}/${dataset}/map`);
  return lines.join('\n');
}

/** How far it came, and that nothing is lost. */
export function howFarSentence(sent: number, of: number): string {
  return `${sent} of ${of} files are there. Run the same again and it goes on where it ended.`;
}

/** Explains why nothing is known about the uploads, and what to look at. */
export function unseenSentence(dataset: string, place: TargetPlace, timeoutS: number, interrupted: boolean): string {
  const ended = interrupted ? 'interrupted; the' : `no build has taken the uploads in within ${timeoutS} s; the`;
  const safe = `${ended} files are there, and a build that comes will take them in`;
  switch (place.is) {
    case 'local':
      return `${safe}. Does "seecovid start --uploads ${place.uploads}" run? Without it, build them by "seecovid transform --uploads ${place.uploads} --out ${place.out}"`;
    case 'deployed':
      return `${safe}: "seecovid status ${dataset} --stage ${place.stage.name}" tells. If none comes, look at the log of the transform function in CloudWatch, and whether messages wait in the queue of changes or in its dead-letter queue`;
    default:
      return place satisfies never;
  }
}

function withFirst(receipt: Receipt, sent: ReadonlyMap<string, string>): Receipt {
  const [ours, others] = [true, false].map(own => receipt.inputs.filter(({ key }) => sent.has(key) === own));
  return { ...receipt, inputs: [...(ours ?? []), ...(others ?? [])] };
}

function files(count: number): string {
  return `${count} ${count === 1 ? 'file' : 'files'}`;
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
