import { hash } from 'node:crypto';

/** SHA-256 as 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** The name of a blob, receipt or snapshot: the first 32 digits of the SHA-256 of its JSON. */
export function contentIdOf(json: string | Uint8Array): string {
  return sha256(json).slice(0, 32);
}
