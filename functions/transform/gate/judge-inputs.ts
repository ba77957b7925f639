import type { Replaced } from '../../contract/gate-report.ts';
import { counted } from '../assemble/counted.ts';
import type { AcceptNotes } from './accept-notes.ts';
import { speaksOf } from './accepts.ts';
import { type ChoiceParts, chooseInputs } from './choose-inputs.ts';
import type { ChosenInput } from './chosen-input.ts';
import type { DayFigures } from './day-figures.ts';
import { fileOf } from './find-faults.ts';
import { judgeDays } from './judge-days.ts';

export interface JudgeParts extends Omit<ChoiceParts, 'notes'> {
  readonly notes: AcceptNotes;
  readonly figures: DayFigures;
}

/** Decides for every listed upload whether its rows are in: by itself, and against the days around it. */
export async function judgeInputs(parts: JudgeParts): Promise<ChosenInput[]> {
  const { descriptor, figures, lastInputs } = parts;
  const notes = parts.notes.byUpload;
  const judged = await judgeDays(chooseInputs({ ...parts, notes }), { gate: descriptor.gate, figures, notes });
  const lastSha = new Map(lastInputs.map(({ key, sha256 }) => [key, sha256]));
  const told: ChosenInput[] = [];
  // One after the other: they share the tables that figures are measured in.
  for (const input of judged) told.push({ ...input, replaced: await replacedOf(input, lastSha, figures) });
  return told;
}

/** Says of each note what it does. A note is about what the gate found, so it is told when the gate is through. */
export function withNotes(inputs: readonly ChosenInput[], notes: AcceptNotes): ChosenInput[] {
  const byKey = new Map(inputs.map(input => [input.key, input]));
  const byNote = new Map([...notes.byUpload.values()].map(note => [note.key, note]));
  return inputs.map(input => {
    const unfit = notes.unfit.get(input.key);
    if (unfit !== undefined) return { ...input, state: 'quarantined', reason: unfit };
    const note = byNote.get(input.key);
    if (note === undefined) return input;
    const upload = byKey.get(note.upload);
    const name = fileOf(note.upload);
    if (upload === undefined)
      return { ...input, reason: `the note accepts nothing: there is no upload ${name} beside it` };
    if (!speaksOf(note, upload)) {
      return { ...input, reason: `the note accepts nothing: it speaks of another version of ${name}` };
    }
    const accepted = upload.remarks.filter(({ verdict }) => verdict === 'accepted');
    if (accepted.length > 0) {
      const checks = accepted.map(({ check }) => check).join(', ');
      return { ...input, reason: `the note accepts ${name} (${checks}): ${note.reason}` };
    }
    const why =
      upload.state === 'used' ? `${name} passes every check` : `what keeps ${name} out is not what it accepts`;
    return { ...input, reason: `the note accepts nothing: ${why}` };
  });
}

/** The version that was in use, where another one is now. */
async function replacedOf(
  input: ChosenInput,
  lastSha: ReadonlyMap<string, string | null>,
  figures: DayFigures,
): Promise<Replaced | null> {
  const { rows, good, date } = input;
  const before = lastSha.get(input.key) ?? null;
  if (input.state !== 'used' || rows === null || before === null || before === rows.sha256) return null;
  if (good === null) {
    const detail = 'it replaced a version whose rows are not kept any more';
    return { sha256: before, same: null, totals: {}, detail };
  }
  const same = date === null ? null : (await figures.pair(good, rows)).same;
  const moved = Object.entries(rows.sums).flatMap(([count, is]) => {
    const was = good.sums[count] ?? 0;
    return was === is ? [] : [`its ${count} add up to ${counted(is)} instead of ${counted(was)}`];
  });
  const kept = same === null ? [] : [`${counted(same)} of ${counted(rows.kept, 'row')} are as they were`];
  const detail = ['it replaced another version', ...kept, ...moved].join('; ');
  return { sha256: before, same, totals: good.sums, detail };
}
