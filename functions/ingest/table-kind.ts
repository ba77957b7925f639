/** What kind of table a file is, by how it begins; by its name where that may be either. @param head the first bytes */
export function tableKind(head: Buffer, name: string): 'csv' | 'json' | 'parquet' {
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'parquet';
  const text = head.toString('utf8').replace(/^[\ufeff\s]+/, '');
  const isJson = /^(\{\s*["}]|\[\s*[[{\]])/.test(text) || (/^[[{]/.test(text) && JSON_NAME.test(name));
  return isJson ? 'json' : 'csv';
}

const JSON_NAME = /\.(json|ndjson|jsonl|geojson)\b/i;
