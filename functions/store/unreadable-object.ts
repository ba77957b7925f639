import { Problem } from '../contract/problem.ts';

/** One object that is there and cannot be read, whatever holds for others. To whoever needs it, the store has failed. */
export class UnreadableObject extends Problem {
  readonly key: string;
  /** Why, without its key: `permission is missing`. */
  readonly reason: string;
  /** It is known to be the object's own fault; else all others may be as unreadable. */
  readonly isItsOwn: boolean;

  constructor(key: string, reason: string, options: { cause?: unknown; code?: string; isItsOwn?: boolean } = {}) {
    const { cause, code, isItsOwn = false } = options;
    super('store-failed', `"${key}" could not be read: ${reason}${code === undefined ? '' : ` (${code})`}`, { cause });
    this.key = key;
    this.reason = reason;
    this.isItsOwn = isItsOwn;
  }
}
