import { Problem } from '../contract/problem.ts';

/** An object that exists and cannot be read, while others may be readable. */
export class UnreadableObject extends Problem {
  readonly key: string;
  /** Why, without its key: `permission is missing`. */
  readonly reason: string;
  /** The fault is known to be the object's own; otherwise all objects may be unreadable. */
  readonly isItsOwn: boolean;

  constructor(key: string, reason: string, options: { cause?: unknown; code?: string; isItsOwn?: boolean } = {}) {
    const { cause, code, isItsOwn = false } = options;
    super('store-failed', `"${key}" could not be read: ${reason}${code === undefined ? '' : ` (${code})`}`, { cause });
    this.key = key;
    this.reason = reason;
    this.isItsOwn = isItsOwn;
  }
}
