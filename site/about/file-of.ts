/** The last part of an upload's key: `06-30-2020.csv`. */
export function fileOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
