import { Problem } from '../contract/problem.ts';
import { keyFault } from './key-fault.ts';

/** Throws `bad-input` for a key that no store may hold. */
export function assertKey(key: string): void {
  const fault = keyFault(key);
  if (fault !== undefined) throw new Problem('bad-input', `the key ${JSON.stringify(key)} ${fault}`);
}
