import { Problem } from '../contract/problem.ts';
import { UnreadableObject } from './unreadable-object.ts';

/** Whether the error says that nothing is there: neither at the end of a link to itself, nor under a name too long to exist. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(errorCode(error) ?? '');
}

/** An error of the file system as a Problem that names the object and no path of the machine; an {@link UnreadableObject} where others may be read. */
export function fileFailure(error: unknown, key: string, failed: string): unknown {
  const code = errorCode(error);
  if (error instanceof Problem || code === undefined) return error;
  const reason = REASONS[code];
  if (failed === 'read' && UNREADABLE.has(code)) {
    return new UnreadableObject(key, reason?.says ?? 'the disk refused', { cause: error, code });
  }
  const message = `"${key}" could not be ${failed}: ${reason?.says ?? 'the disk refused'} (${code})`;
  return new Problem(reason?.blames ?? 'store-failed', message, { cause: error });
}

const REASONS: Readonly<Record<string, { says: string; blames: 'bad-input' | 'store-failed' }>> = {
  EACCES: { says: 'permission is missing', blames: 'store-failed' },
  EPERM: { says: 'permission is missing', blames: 'store-failed' },
  EROFS: { says: 'the disk is read-only', blames: 'store-failed' },
  ENOSPC: { says: 'the disk is full', blames: 'store-failed' },
  EIO: { says: 'the disk cannot read it', blames: 'store-failed' },
  EBUSY: { says: 'another program holds it', blames: 'store-failed' },
  EMFILE: { says: 'too many files are open', blames: 'store-failed' },
  EXDEV: { says: 'its folder is a link to another disk', blames: 'store-failed' },
  ENAMETOOLONG: { says: 'the name is too long for a file', blames: 'bad-input' },
  EISDIR: { says: 'a folder has that name', blames: 'bad-input' },
  EEXIST: { says: 'a file has the name of one of its folders', blames: 'bad-input' },
  ENOTDIR: { says: 'a file has the name of one of its folders', blames: 'bad-input' },
};

/** What befalls one file while its neighbors may be read. */
const UNREADABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EIO', 'EBUSY']);

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
