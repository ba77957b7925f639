import { join } from 'node:path';
import { assertKey } from './assert-key.ts';

/** Where an object lies on disk. Throws `bad-input` for a key that no store may hold. */
export function objectPath(root: string, key: string): string {
  assertKey(key);
  return join(root, ...key.split('/'));
}

/** Names that a listing passes over: the store's own files, and what a key cannot say. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || name.includes('\\');
}
