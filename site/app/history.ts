import type { Step } from '../views/view.ts';

/** A browser may refuse more than a hundred changes of its address in ten seconds: a dragged slider makes more. */
const REST_MS = 120;
let waiting: { readonly address: string; readonly timer: number } | null = null;

/** Puts an address in place: as a step at once, without one when it has been the last for a moment. */
export function writeAddress(address: string, step: Step): void {
  if (step === 'push') {
    settleAddress();
    if (address !== location.pathname + location.search) putAddress('pushState', address);
    return;
  }
  forgetAddress();
  waiting = { address, timer: window.setTimeout(settleAddress, REST_MS) };
}

/** Puts an address that waits in place now. */
export function settleAddress(): void {
  if (waiting !== null) putAddress('replaceState', waiting.address);
  forgetAddress();
}

/** A sandboxed frame may not change its path: it shows the view all the same. */
export function putAddress(how: 'pushState' | 'replaceState', address: string): void {
  try {
    history[how](null, '', address);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error;
  }
}

/** Forgets an address that waits: the visitor has gone elsewhere. */
export function forgetAddress(): void {
  if (waiting !== null) clearTimeout(waiting.timer);
  waiting = null;
}
