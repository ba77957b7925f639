import type { CsvTable } from '../../functions/contract/csv.ts';
import type { TableRemarks } from '../controls/table-rows.ts';

/** What a visitor can export from a map or a chart; every part is made on demand. */
export interface Exportable {
  /** For file names, without an extension: `rain-districts-rainfall-total-2020-06-30`. */
  readonly fileName: () => string;
  /** What is shown, in one line: `Rainfall in districts by June 30, 2020`. */
  readonly title: () => string;
  /** The picture as it stands, with title and source in it. */
  readonly picture: () => Promise<HTMLCanvasElement>;
  /** The numbers behind the picture, where they are on the page. */
  readonly table?: () => CsvTable;
  /** What the table on the page says besides its numbers, and a file of them does not. */
  readonly remarks?: () => TableRemarks;
  /** The whole address of what is shown. */
  readonly address: () => string;
  /** The call of the API that gives these numbers as CSV, where there is one: a whole address. */
  readonly call?: () => string;
  /** Files to download, where there are more numbers than the page holds. */
  readonly files?: () => readonly ExportFile[];
  /** The rows in view for the clipboard, where they are no picture's numbers. */
  readonly copy?: () => Promise<CsvTable>;
  /** The moving picture, where there is one to record. */
  readonly video?: () => Video;
}

/** A file that is offered for download. */
export interface ExportFile {
  /** `CSV`, `Parquet`. */
  readonly name: string;
  /** What is in it: `The 168 rows shown, for a spreadsheet`. */
  readonly words: string;
  /** Its address; or what makes it, and gives the sentence that tells so. */
  readonly get: string | ((progress: (words: string) => void) => Promise<string>);
}

/** A canvas and the pictures that follow each other on it. */
export interface Video {
  readonly canvas: HTMLCanvasElement;
  /** How many pictures there are. */
  readonly length: number;
  readonly framesPerSecond: number;
  /** Draws one picture, by its number; reads what it needs for it. */
  readonly draw: (index: number) => Promise<void>;
}

const MAX_LENGTH = 120;

/** A name that every system takes for a file: letters, digits, dots, dashes; never empty, never hidden. */
export function fileName(name: string, ending: 'png' | 'webm' | 'csv' | 'json'): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^[.-]+|[.-]+$/g, '');
  return `${plain === '' ? 'view' : plain}.${ending}`;
}
