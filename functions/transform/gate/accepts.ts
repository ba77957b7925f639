import type { GateCheck } from '../../contract/gate-report.ts';
import type { AcceptNote, AcceptNotes } from './accept-notes.ts';
import type { ChosenInput } from './chosen-input.ts';
import type { Holds } from './holds.ts';
import { fileOf } from './words.ts';

/** Whether a note takes this upload in, whatever that check says. */
export function accepts(note: AcceptNote | undefined, input: ChosenInput, check: GateCheck): boolean {
  return note !== undefined && speaksOf(note, input) && (note.check === null || note.check === check);
}

/** Whether a note is about the version that is listed. */
export function speaksOf({ sha256, etag }: AcceptNote, input: ChosenInput): boolean {
  if (sha256 !== null && input.listed?.sha256.startsWith(sha256) !== true) return false;
  return etag === null || input.etag.replaceAll('"', '') === etag;
}

/** Says of each note what it does. A note is about what the gate found, so it is told when the gate is through. */
export function withNotes(
  inputs: readonly ChosenInput[],
  notes: AcceptNotes,
  holds: ReadonlyMap<string, Holds>,
): ChosenInput[] {
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
    return { ...input, reason: `the note accepts nothing: ${whyNothing(upload, name, holds)}` };
  });
}

function whyNothing({ state, date }: ChosenInput, name: string, holds: ReadonlyMap<string, Holds>): string {
  if (state !== 'used') return `what keeps ${name} out is not what it accepts`;
  const isHeld = (holds.get(date ?? '')?.places.length ?? 0) > 0;
  return isHeld ? `what is held back of ${name} is not what it accepts` : `${name} passes every check`;
}
