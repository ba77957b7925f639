const FORMS: readonly (readonly [form: string, begins: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip, as workbooks are too', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['parquet', [0x50, 0x41, 0x52, 0x31, 0x15]],
];

/** Which form of a packed file these bytes begin as; undefined where none. Nothing is ever unpacked here. */
export function packedForm(bytes: Uint8Array): string | undefined {
  return FORMS.find(([, begins]) => begins.every((byte, at) => bytes[at] === byte))?.[0];
}
