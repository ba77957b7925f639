interface SpeakAtRest {
  /** Announces a text once nothing else has been said for a moment. */
  readonly say: (text: string) => void;
  readonly cancel: () => void;
}

/** A screen reader must not read a sentence at every step of a held key or a dragged slider. */
const REST_MS = 600;

/** @param live a live region */
export function speakAtRest(live: { textContent: string | null }): SpeakAtRest {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => clearTimeout(waiting);
  const say = (text: string) => {
    cancel();
    waiting = setTimeout(() => {
      live.textContent = text;
    }, REST_MS);
  };
  return { say, cancel };
}
