const MAX_LENGTH = 120;

/** A name that every system takes for a file: letters, digits, dots, dashes; never empty, never hidden. */
export function fileName(name: string, ending: 'png' | 'webm' | 'csv'): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^[.-]+|[.-]+$/g, '');
  return `${plain === '' ? 'view' : plain}.${ending}`;
}
