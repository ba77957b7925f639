import type { Step } from '../views/view.ts';

/** Browsers refuse more than a hundred address changes in ten seconds, and a dragged slider makes more. */
const REST_MS = 120;
let waiting: { readonly address: string; readonly timer: number } | null = null;

/** Writes an address: one that is pushed at once, one that replaces the current one after a short rest. */
export function writeAddress(address: string, step: Step): void {
  if (step === 'push') {
    settleAddress();
    if (address !== location.pathname + location.search) putAddress('pushState', address);
    return;
  }
  forgetAddress();
  waiting = { address, timer: window.setTimeout(settleAddress, REST_MS) };
}

/** Writes a waiting address now. */
export function settleAddress(): void {
  if (waiting !== null) putAddress('replaceState', waiting.address);
  forgetAddress();
}

/** A sandboxed frame may not change its address, and shows the view all the same. */
export function putAddress(how: 'pushState' | 'replaceState', address: string): void {
  try {
    history[how](null, '', address);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error;
  }
}

/** Drops a waiting address: the visitor has gone elsewhere. */
export function forgetAddress(): void {
  if (waiting !== null) clearTimeout(waiting.timer);
  waiting = null;
}
