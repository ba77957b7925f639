const INTERRUPTED = 130;
/** A shell and a program above this one may both pass on one press of Ctrl+C. */
const ONE_PRESS_MS = 500;

export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/** The first Ctrl+C asks to come to an end, the second ends the program. */
export function onInterruption(): Interruption {
  const controller = new AbortController();
  let asked = 0;
  const interrupt = () => {
    if (asked > 0 && performance.now() - asked > ONE_PRESS_MS) process.exit(INTERRUPTED);
    asked ||= performance.now();
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
