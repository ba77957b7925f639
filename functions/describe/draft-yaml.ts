import { stringify } from 'yaml';
import type { RecognizedColumn } from '../contract/recognized.ts';
import type { Fields } from './known-names.ts';

export interface Draft {
  readonly title: string;
  /** Of the series; null where the data are tables alone. */
  readonly fields: Fields | null;
  /** The pattern of the files. */
  readonly files: string;
  readonly remarks: readonly string[];
  readonly columns: readonly RecognizedColumn[];
}

const SCHEMA = '# yaml-language-server: $schema=https://<site>/schemas/dataset.schema.json';

/** The `dataset.yaml` that says what was recognized, with the reasons as comments. */
export function draftYaml({ title, files, fields, remarks, columns }: Draft): string {
  const { title: _, files: __, ...series } = fields ?? {};
  const head = stringify({ title, files }, OPTIONS);
  const body =
    fields === null
      ? ''
      : stringify(series, OPTIONS).replaceAll(/^( +)guessed: true$/gm, `$1guessed: true # ${GUESSED}`);
  const taken = columns.map(({ name, type, why }) => `#   ${name}: ${type}. ${why}`);
  return [
    SCHEMA,
    ...commented(['This is what was recognized. Change what is wrong, and delete what you do not need.']),
    head.trimEnd(),
    '',
    ...commented(remarks),
    ...(body === '' ? [] : [body.trimEnd()]),
    '',
    '# The columns of the table:',
    ...taken,
    '',
  ].join('\n');
}

const OPTIONS = { lineWidth: 0 } as const;
const GUESSED = 'delete this line if the kind is right: then values may be added up';

function commented(sentences: readonly string[]): string[] {
  return sentences.flatMap(sentence => sentence.split('\n').map(line => `# ${line}`));
}
