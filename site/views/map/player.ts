import { type Calendar, DAILY } from '../../../functions/contract/period.ts';
import { addPeriods, periodsBetween } from '../../../functions/measures/periods.ts';

export type PlayState = 'resting' | 'playing' | 'waiting';

/** What a player needs. Frames come from `requestAnimationFrame` unless given. */
export interface PlayerParts {
  readonly firstDate: () => string;
  readonly lastDate: () => string;
  readonly date: () => string;
  /** The periods of the data; days unless given. */
  readonly calendar?: Calendar;
  /** Periods per second. */
  readonly speed: () => number;
  readonly loop: () => boolean;
  /** Whether a day can be shown at once. */
  readonly isReady: (date: string) => boolean;
  /** Loads a day and what follows it. */
  readonly prepare: (date: string) => void;
  readonly show: (date: string) => void;
  readonly onState: (state: PlayState) => void;
  readonly nextFrame?: (frame: (time: number) => void) => number;
  readonly dropFrame?: (frame: number) => void;
}

export interface Player {
  readonly play: () => void;
  readonly pause: () => void;
  readonly state: () => PlayState;
}

/** Figures are loaded so far ahead, in seconds of playing. */
const AHEAD_SECONDS = 4;

/**
 * Plays the periods of a map at a given speed. A late frame skips some, so that the speed is kept. If one is not loaded
 * yet, the player waits for it and continues from there.
 */
export function player(parts: PlayerParts): Player {
  const { calendar = DAILY } = parts;
  const nextFrame = parts.nextFrame ?? (frame => requestAnimationFrame(frame));
  const dropFrame = parts.dropFrame ?? (frame => cancelAnimationFrame(frame));
  let state: PlayState = 'resting';
  let awaited = 0;
  /** When the current day was due. */
  let since: number | null = null;

  const become = (next: PlayState) => {
    if (next === state) return;
    state = next;
    parts.onState(next);
  };

  const frame = (time: number) => {
    awaited = nextFrame(frame);
    since ??= time;
    // After waiting, the next day is due, however long it took.
    const due = state === 'waiting' ? 1 : Math.floor(((time - since) / 1000) * parts.speed());
    if (due < 1) return;
    const next = dayAfter(due);
    if (next === null) return pause();
    parts.prepare(addedWithin(next, Math.ceil(parts.speed() * AHEAD_SECONDS)));
    if (!parts.isReady(next)) {
      parts.prepare(next);
      return become('waiting');
    }
    since = state === 'waiting' ? time : since + (due * 1000) / parts.speed();
    become('playing');
    parts.show(next);
  };

  /** The day so many days later; after the last day the first one in a loop, else null. */
  const dayAfter = (days: number): string | null => {
    const [date, last] = [parts.date(), parts.lastDate()];
    if (date === last) return parts.loop() ? parts.firstDate() : null;
    return addedWithin(date, days);
  };
  const addedWithin = (date: string, days: number) =>
    addPeriods(date, Math.min(days, Math.max(periodsBetween(date, parts.lastDate(), calendar), 0)), calendar);

  const play = () => {
    if (state !== 'resting') return;
    since = null;
    become('playing');
    if (parts.date() === parts.lastDate()) {
      const first = parts.firstDate();
      parts.prepare(first);
      if (parts.isReady(first)) parts.show(first);
      else startAt = first;
    }
    awaited = nextFrame(startAt === null ? frame : opening);
  };
  /** The first day of a map that is played again from its end, while it is loading. */
  let startAt: string | null = null;
  const opening = (time: number) => {
    if (startAt === null) return;
    if (!parts.isReady(startAt)) {
      parts.prepare(startAt);
      become('waiting');
      awaited = nextFrame(opening);
      return;
    }
    become('playing');
    parts.show(startAt);
    startAt = null;
    since = time;
    awaited = nextFrame(frame);
  };
  const pause = () => {
    dropFrame(awaited);
    startAt = null;
    become('resting');
  };
  return { play, pause, state: () => state };
}
