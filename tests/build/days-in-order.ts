import type { Built, Workshop } from './workshop.ts';

/** A clock that is set by hand. */
export interface HandClock {
  readonly now: () => Date;
  set(moment: string): void;
  pass(ms: number): void;
}

export function handClock(moment: string): HandClock {
  let time = Date.parse(moment);
  return {
    now: () => new Date(time),
    set: to => {
      time = Date.parse(to);
    },
    pass: ms => {
      time += ms;
    },
  };
}

/** Puts a report of each day in order, a build after each, at noon of the day after. */
export async function buildInOrder(
  { putReport, build }: Workshop,
  clock: HandClock,
  days: Readonly<Record<string, number>>,
): Promise<readonly Built[]> {
  const built: Built[] = [];
  for (const [date, confirmed] of Object.entries(days)) {
    await putReport(date, [{ country: 'Italy', confirmed }]);
    clock.set(`${date}T12:00:00.000Z`);
    clock.pass(24 * 60 * 60_000);
    built.push(await build({ now: clock.now }));
  }
  return built;
}
