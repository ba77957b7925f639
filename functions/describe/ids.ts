import { RESERVED_NAMES } from './known-names.ts';

/** Names for headers in `dataset.yaml`: lower-case letters, digits and `_`, each different. */
export function idsOf(headings: readonly string[]): string[] {
  const taken = new Set<string>(RESERVED_NAMES.measures);
  return headings.map((heading, index) => {
    const id = idOf(heading) || `column_${index + 1}`;
    let unique = id;
    for (let count = 2; taken.has(unique); count += 1) unique = `${id}_${count}`;
    taken.add(unique);
    return unique;
  });
}

function idOf(heading: string): string {
  const id = heading
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return id === '' || /^[a-z]/.test(id) ? id : `d_${id}`;
}
