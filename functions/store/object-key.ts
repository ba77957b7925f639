import { join } from 'node:path';
import { Problem } from '../contract/problem.ts';

/** Where an object lies on disk. Throws `bad-input` for a key that no store may hold. */
export function objectPath(root: string, key: string): string {
  assertKey(key);
  return join(root, ...key.split('/'));
}

/** Names that a listing skips: the store's own files, and names that cannot be part of a key. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || name.includes('\\');
}

/** Throws `bad-input` for a key that no store may hold. */
export function assertKey(key: string): void {
  const fault = keyFault(key);
  if (fault !== undefined) throw new Problem('bad-input', `the key ${JSON.stringify(key)} ${fault}`);
}

/** Why a store must not hold an object of this key, as the end of a sentence; undefined where it may. */
export function keyFault(key: string): string | undefined {
  for (const part of key.split('/')) {
    const fault = partFault(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function partFault(part: string): string | undefined {
  if (part === '') return 'must not have an empty part, nor begin or end with "/"';
  if (part === '.' || part === '..') return `must not have the part "${part}"`;
  if (part.startsWith('.')) return `must not have a part that begins with a dot; found "${part}"`;
  if (part.includes('\\')) return 'must not have a backslash';
  if (part.includes('\0')) return 'must not have a NUL character';
  if (!part.isWellFormed()) return 'must be text that UTF-8 can write';
  return undefined;
}
