import { Problem } from '../contract/problem.ts';
import { UnreadableObject } from './unreadable-object.ts';

/** Whether the error means that nothing is there; that includes a link to itself and a name too long to exist. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(errorCode(error) ?? '');
}

/** An error of the file system as a Problem that names the object and no path of the machine; an {@link UnreadableObject} if other objects may be readable. */
export function fileFailure(error: unknown, key: string, failed: string): unknown {
  const code = errorCode(error);
  if (error instanceof Problem || code === undefined) return error;
  const reason = REASONS[code];
  if (failed === 'read' && UNREADABLE.has(code)) {
    return new UnreadableObject(key, reason?.text ?? 'the disk refused', { cause: error, code });
  }
  const message = `"${key}" could not be ${failed}: ${reason?.text ?? 'the disk refused'} (${code})`;
  return new Problem(reason?.code ?? 'store-failed', message, { cause: error });
}

const REASONS: Readonly<Record<string, { text: string; code: 'bad-input' | 'store-failed' }>> = {
  EACCES: { text: 'permission is missing', code: 'store-failed' },
  EPERM: { text: 'permission is missing', code: 'store-failed' },
  EROFS: { text: 'the disk is read-only', code: 'store-failed' },
  ENOSPC: { text: 'the disk is full', code: 'store-failed' },
  EIO: { text: 'the disk cannot read it', code: 'store-failed' },
  EBUSY: { text: 'another program is using it', code: 'store-failed' },
  EMFILE: { text: 'too many files are open', code: 'store-failed' },
  EXDEV: { text: 'its folder is a link to another disk', code: 'store-failed' },
  ENAMETOOLONG: { text: 'the name is too long for a file', code: 'bad-input' },
  EISDIR: { text: 'a folder has that name', code: 'bad-input' },
  EEXIST: { text: 'a file has the name of one of its folders', code: 'bad-input' },
  ENOTDIR: { text: 'a file has the name of one of its folders', code: 'bad-input' },
};

/** Errors of a single file, while others may be readable. */
const UNREADABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EIO', 'EBUSY']);

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
