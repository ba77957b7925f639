import { createHash } from 'node:crypto';

/** A validator made of everything that an answer depends on. */
export function etagOf(...parts: readonly (string | null)[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}"`;
}

/** Does `If-None-Match` name this validator? Compared weakly: who compresses an answer on its way marks it `W/`. */
export function namesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(',').some(name => name.trim().replace(/^W\//, '') === etag);
}

/** `If-None-Match: *` names every answer, once it is known that there is one. */
export function namesAny(ifNoneMatch: string | null): boolean {
  return ifNoneMatch?.trim() === '*';
}
