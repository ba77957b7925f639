import { createHash } from 'node:crypto';
import { Problem } from '../../functions/contract/problem.ts';

/** What may befall a call to a store. */
export type Fault = (typeof FAULTS)[number];

export const FAULTS = [
  /** Nothing happens and an error comes back. */
  'failed',
  /** It happens, and an error comes back. */
  'answer lost',
  /** An error comes back, and it happens later, if its condition holds then. */
  'late',
  /** It happens, and once more later: the network sent it twice. */
  'repeated',
  /** Nothing happens because of somebody who is writing there at this moment: the 409 of S3. */
  'refused',
  /** It happens, and its own second try is refused because of it: the 412 of S3. */
  'refused by itself',
  /** Whoever called is dead before it happens. */
  'killed before',
  /** Whoever called is dead, and it happened. */
  'killed after',
  /** An upload changes just before it happens. */
  'overtaken',
] as const;

const ON_READ: readonly Fault[] = ['failed', 'killed before', 'overtaken'];
const ON_PUT: readonly Fault[] = ['failed', 'answer lost', 'late', 'repeated', 'killed before', 'killed after'];
/** A late one would be a machine that slept for longer than a collection leaves as its margin. */
const ON_DELETE: readonly Fault[] = ['failed', 'answer lost', 'killed before', 'killed after'];
const ON_CONDITION: readonly Fault[] = [...ON_PUT, 'refused', 'refused by itself'];

const ON = { read: ON_READ, put: ON_PUT, delete: ON_DELETE, 'conditional put': ON_CONDITION } as const;

/** How often each fault was met, and how often there was none. */
export type FaultCounts = Map<Fault | 'none', number>;

/** Which fault the call meets, if any: the same for the same seed and call, whatever happens around it. */
export function faultOf(call: FaultyCall, seed: number, share: number): Fault | undefined {
  const { kind, name } = call;
  const faults = ON[kind];
  const digest = createHash('sha256').update(`${seed} ${name}`).digest();
  if (digest.readUInt32LE(0) / 2 ** 32 >= share) return undefined;
  return faults[digest.readUInt32LE(4) % faults.length];
}

export interface FaultyCall {
  readonly kind: 'read' | 'put' | 'delete' | 'conditional put';
  /** Tells it from all others of a storm. */
  readonly name: string;
}

/** What a killed worker meets whatever it does; no code of ours knows it. */
export class Killed extends Error {}

/** What all of its faults say. */
export const STORM = 'the storm took it';

export function storeFailed(name: string): Problem {
  return new Problem('store-failed', `${name}: ${STORM}`);
}
