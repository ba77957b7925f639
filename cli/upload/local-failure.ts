import { Problem } from '../../functions/contract/problem.ts';
import { fileFailure, isAbsent } from '../../functions/store/file-failure.ts';
import type { LocalFile } from './find-files.ts';

/** Why a file of this machine could not be read, as a Problem where it is one of the file's. */
export function localFailure(error: unknown, { path }: Pick<LocalFile, 'path'>): unknown {
  if (isAbsent(error))
    return new Problem('bad-input', `${path} is gone; it was there when this began`, { cause: error });
  return fileFailure(error, path, 'read');
}
