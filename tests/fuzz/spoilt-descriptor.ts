import { parse, stringify } from 'yaml';
import type { Dice } from './fuzzed-csv.ts';

/** The files of a descriptor. */
export type DescriptorFiles = Readonly<
  Record<'dataset.yaml' | 'regions.sql' | 'clean.sql' | 'about.md' | 'sandbox.md', string>
>;

/** The files with one to four changes: in the tree of the YAML, in its text, or in the text of the SQL. */
export function spoiltDescriptor(files: DescriptorFiles, dice: Dice): DescriptorFiles {
  let spoilt = files;
  for (let left = dice.below(4) + 1; left > 0; left -= 1) spoilt = { ...spoilt, ...change(spoilt, dice) };
  return spoilt;
}

function change(files: DescriptorFiles, dice: Dice): Partial<DescriptorFiles> {
  const name = dice.of(['clean.sql', 'regions.sql'] as const);
  switch (dice.below(5)) {
    case 0:
      return { 'dataset.yaml': spoiltText(files['dataset.yaml'], YAML_BITS, dice) };
    case 1:
      return { [name]: spoiltText(files[name], SQL_BITS, dice) };
    default:
      return { 'dataset.yaml': spoiltTree(files['dataset.yaml'], dice) };
  }
}

const VALUES: readonly [unknown, ...unknown[]] = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  ' ',
  'count',
  'text',
  'file',
  'upload',
  'filename',
  'regions',
  'raw',
  'constructor',
  '__proto__',
  'confirmed',
  'x'.repeat(10_000),
  '日本',
  '"; DROP TABLE reports; --',
  '../../etc/passwd',
  '1) FROM reports; --',
  '2020-02-30',
  '\u0000',
  '\ud800',
  [],
  {},
  [[]],
  [null],
  { a: { b: 1 } },
  ['FIPS', 'FIPS'],
  'MM-DD-YYYY.csv',
  '*',
  '(',
  '**/**/**/**/*a',
];

const NAMES: readonly [string, ...string[]] = [
  'title',
  'kind',
  'extends',
  'file',
  'upload',
  'filename',
  'place',
  'matched',
  'outcome',
  'rule',
  'number',
  'date',
  'regions',
  'tidy',
  'cleaned',
  'raw',
  '__proto__',
  'constructor',
  'toString',
  'Ünïcode',
  'x y',
  'select',
  '1',
  '',
];

/** A place in the tree changed, named otherwise, taken out or doubled. Where there is no tree, the text. */
function spoiltTree(yaml: string, dice: Dice): string {
  let tree: unknown;
  try {
    tree = parse(yaml);
    const places = placesOf(tree);
    const [first, ...others] = places;
    if (first === undefined) return stringify(dice.of(VALUES));
    const { parent, key } = dice.of([first, ...others]);
    const value = Reflect.get(parent, key);
    switch (dice.below(4)) {
      case 0:
        Reflect.deleteProperty(parent, key);
        break;
      case 1:
        Reflect.deleteProperty(parent, key);
        Object.defineProperty(parent, dice.of(NAMES), { value, enumerable: true, configurable: true, writable: true });
        break;
      default:
        Reflect.set(parent, key, dice.of([...VALUES, value]));
    }
    return stringify(tree);
  } catch {
    return spoiltText(yaml, YAML_BITS, dice);
  }
}

interface Place {
  readonly parent: object;
  readonly key: string;
}

function placesOf(tree: unknown): Place[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [{ parent: tree, key }, ...placesOf(value)]);
}

const YAML_BITS = [
  ':',
  '- ',
  '\n',
  '  ',
  '&a ',
  '*a',
  '!!js/function ',
  '{',
  '[',
  '"',
  "'",
  '|',
  '>',
  '%',
  '\t',
  '---\n',
  '\u0000',
  '#',
] as const;
const SQL_BITS = [
  ';',
  '--',
  '/*',
  '*/',
  "'",
  '"',
  '(',
  ')',
  ',',
  ' SELECT 1 ',
  ' UNION ALL ',
  " FROM read_text('/etc/passwd') ",
  ' LIMIT 0 ',
  ' NULL ',
  ' 1/0 ',
  '$1',
  '?',
  ' CROSS JOIN range(100) ',
  ' random() ',
  ' WHERE false ',
  '\u0000',
  '::INTEGER',
  '[1]',
] as const;

function spoiltText(text: string, bits: readonly [string, ...string[]], dice: Dice): string {
  const at = dice.below(text.length + 1);
  const size = dice.below(40);
  switch (dice.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + size);
    case 1:
      return text.slice(0, at) + text.slice(at, at + size) + text.slice(at);
    default:
      return text.slice(0, at) + dice.of(bits) + text.slice(at);
  }
}
