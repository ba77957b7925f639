/** A browser may refuse more than a hundred changes of its address in ten seconds: a dragged slider makes more. */
const REST_MS = 120;
let waiting = 0;

/** Puts the search part of an address in place, once it has been the last for a moment; makes no step to go back to. */
export function writeAddress(search: string): void {
  clearTimeout(waiting);
  waiting = window.setTimeout(() => history.replaceState(null, '', `${location.pathname}${search}`), REST_MS);
}
