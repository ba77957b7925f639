import { join } from 'node:path';
import { Problem } from '../contract/problem.ts';

/** Where an object lies on disk. Throws `bad-input` for a key that a folder cannot hold or must not show. */
export function objectPath(root: string, key: string): string {
  const parts = key.split('/');
  for (const part of parts) {
    const fault = faultOf(part);
    if (fault !== undefined) throw new Problem('bad-input', `the key ${JSON.stringify(key)} ${fault}`);
  }
  return join(root, ...parts);
}

/** Names that a listing passes over: the store's own files, and what a key cannot say. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || name.includes('\\');
}

function faultOf(part: string): string | undefined {
  if (part === '') return 'must not have an empty part, nor begin or end with "/"';
  if (part === '.' || part === '..') return `must not have the part "${part}"`;
  if (part.startsWith('.')) return `must not have a part that begins with a dot; found "${part}"`;
  if (part.includes('\\')) return 'must not have a backslash';
  if (part.includes('\0')) return 'must not have a NUL character';
  if (!part.isWellFormed()) return 'must be text that UTF-8 can write';
  return undefined;
}
