export interface SpokenAtRest {
  /** Says a sentence when nothing else was to be said for a moment. */
  readonly say: (text: string) => void;
  readonly drop: () => void;
}

/** A held arrow key must not read a paragraph at every step. */
const REST_MS = 600;

/** @param live a live region */
export function spokenAtRest(live: { textContent: string | null }): SpokenAtRest {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const drop = () => clearTimeout(waiting);
  const say = (text: string) => {
    drop();
    waiting = setTimeout(() => {
      live.textContent = text;
    }, REST_MS);
  };
  return { say, drop };
}
