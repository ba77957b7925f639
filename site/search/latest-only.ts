export interface LatestOnly<In> {
  /** Asks once nothing else was asked for a moment. Any earlier question loses its answer. */
  readonly later: (input: In) => void;
  /** Asks now. */
  readonly now: (input: In) => void;
  /** Drops what was asked and not answered yet. */
  readonly drop: () => void;
}

export interface Outcome<In, Out> {
  readonly answered: (output: Out, input: In) => void;
  readonly failed: (error: unknown, input: In) => void;
}

/** Questions of which only the newest counts: an answer that comes after a newer question is dropped. */
export function latestOnly<In, Out>(
  ask: (input: In) => Promise<Out> | Out,
  { answered, failed }: Outcome<In, Out>,
  restMs: number,
): LatestOnly<In> {
  let newest = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const drop = () => {
    newest += 1;
    clearTimeout(waiting);
  };
  const now = (input: In) => {
    drop();
    const mine = newest;
    new Promise<Out>(resolve => resolve(ask(input))).then(
      output => mine === newest && answered(output, input),
      error => mine === newest && failed(error, input),
    );
  };
  const later = (input: In) => {
    drop();
    waiting = setTimeout(() => now(input), restMs);
  };
  return { later, now, drop };
}
