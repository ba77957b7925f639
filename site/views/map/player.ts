import { addDays, daysBetween } from '../../../functions/measures/periods.ts';

export type PlayState = 'resting' | 'playing' | 'waiting';

/** What a player moves through and tells; frames and their times are `requestAnimationFrame`'s where not given. */
export interface PlayerParts {
  readonly firstDate: () => string;
  readonly lastDate: () => string;
  readonly date: () => string;
  /** Days that pass in a second. */
  readonly speed: () => number;
  readonly loop: () => boolean;
  /** True where a day can be shown at once. */
  readonly isReady: (date: string) => boolean;
  /** Asks for a day and what follows it. */
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

/** So far ahead the figures are asked for, in seconds of playing. */
const AHEAD_SECONDS = 4;

/**
 * Plays the days of a map one after the other, as fast as asked and as the screen follows: a late frame leaves days
 * out, so that time keeps its pace. Where a day is not there yet it waits for it, and goes on from it.
 */
export function player(parts: PlayerParts): Player {
  const nextFrame = parts.nextFrame ?? (frame => requestAnimationFrame(frame));
  const dropFrame = parts.dropFrame ?? (frame => cancelAnimationFrame(frame));
  let state: PlayState = 'resting';
  let awaited = 0;
  /** When the day that is shown was due. */
  let since: number | null = null;

  const become = (next: PlayState) => {
    if (next === state) return;
    state = next;
    parts.onState(next);
  };

  const frame = (time: number) => {
    awaited = nextFrame(frame);
    since ??= time;
    // What was waited for comes next, however long it took.
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

  /** The day so many days on; the first one after the last in a loop, null at the end without one. */
  const dayAfter = (days: number): string | null => {
    const [date, last] = [parts.date(), parts.lastDate()];
    if (date === last) return parts.loop() ? parts.firstDate() : null;
    return addedWithin(date, days);
  };
  const addedWithin = (date: string, days: number) =>
    addDays(date, Math.min(days, Math.max(daysBetween(date, parts.lastDate()), 0)));

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
  /** Waits for the first day of a map that is played from its end. */
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
