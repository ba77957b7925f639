import type { GateCheck } from '../../contract/gate-report.ts';
import type { AcceptNote } from './accept-notes.ts';
import type { ChosenInput } from './chosen-input.ts';

/** Whether a note takes this upload in, whatever that check says. */
export function accepts(note: AcceptNote | undefined, input: ChosenInput, check: GateCheck): boolean {
  return note !== undefined && speaksOf(note, input) && (note.check === null || note.check === check);
}

/** Whether a note is about the version that is listed. */
export function speaksOf({ sha256, etag }: AcceptNote, input: ChosenInput): boolean {
  if (sha256 !== null && input.listed?.sha256.startsWith(sha256) !== true) return false;
  return etag === null || input.etag.replaceAll('"', '') === etag;
}
