import type { Reading } from '../contract/recognized.ts';

/** What a file holds, as SQL that gives its cells. */
export interface TableCells {
  readonly reading: Reading;
  /** A SELECT of one column of texts for each of {@link headers}, in the order of the rows. */
  readonly sql: string;
  /** As the file has them. */
  readonly headers: readonly string[];
  readonly warnings: readonly string[];
  /** Called once the rows are read. Gives warnings; throws `bad-input` if too many of them are broken. */
  readonly check?: (rows: number) => Promise<readonly string[]>;
}

/** A file that is read. */
export interface PlainFile {
  /** That of the upload. */
  readonly name: string;
  readonly path: string;
  /** Where a copy may be written. */
  readonly text: string;
}
