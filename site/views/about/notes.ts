import { COVID_NOTES } from './covid-notes.ts';

/** What only a person can say of a data set: what its published files do not hold. */
export interface DatasetNotes {
  /** Whether more reports are to be expected, in a sentence; null where nothing is known. */
  readonly outlook: string | null;
  /** How its own special cases are counted. */
  readonly method: readonly Note[];
  /** A publication that the source asks to be named. */
  readonly publication: Link | null;
  readonly links: readonly LinkGroup[];
}

export interface Note {
  readonly title: string;
  readonly text: string;
}

export interface LinkGroup {
  readonly title: string;
  readonly links: readonly Link[];
}

export interface Link {
  readonly name: string;
  readonly url: string;
  /** A sentence on what is there, and on whether it still grows. */
  readonly note: string | null;
}

const NO_NOTES: DatasetNotes = { outlook: null, method: [], publication: null, links: [] };

/** By data set. */
const NOTES: Readonly<Record<string, DatasetNotes>> = { covid: COVID_NOTES };

export function notesOf(dataset: string): DatasetNotes {
  return (Object.hasOwn(NOTES, dataset) ? NOTES[dataset] : undefined) ?? NO_NOTES;
}
