import type { Calendar } from '../../../functions/contract/period.ts';
import { addPeriods, periodsFrom } from '../../../functions/measures/periods.ts';
import { SPEEDS, type View } from '../../address/choices.ts';
import { find } from '../../controls/element.ts';
import { capitalized } from '../../format/measures.ts';
import { countedPeriods, formatPeriod, periodNoun } from '../../format/periods.ts';
import type { Step } from '../view.ts';
import { type Days, dateSlider } from './date-slider.ts';
import { type PlayerParts, type PlayState, player } from './player.ts';

/** Moves through time within this long of each other are one step in the browser's history. */
const ONE_STEP_MS = 1000;
/** After waiting this long, the animation shows that it is waiting. */
const LATE_MS = 4000;

export interface PlayerBar {
  readonly set: (view: View) => void;
  readonly pause: () => void;
}

export interface PlayerBarEvents extends Pick<PlayerParts, 'isReady' | 'prepare' | 'show'> {
  readonly view: () => View;
  readonly days: () => Days;
  /** A day was chosen by hand. */
  readonly choose: (date: string, step: Step) => void;
  readonly change: (part: Partial<View>) => void;
  /** The animation has stopped on a day. */
  readonly rest: () => void;
  readonly showNotes: (notes: readonly string[]) => void;
}

/** Play, step, slider, calendar, speed and loop: the ways through time. Hidden where the data have none. */
export function playerBar(calendar: Calendar, events: PlayerBarEvents): PlayerBar {
  const noun = periodNoun(calendar);
  const play = find('play', HTMLButtonElement);
  const back = find('step-back', HTMLButtonElement);
  const forward = find('step-forward', HTMLButtonElement);
  const day = find('day', HTMLInputElement);
  const list = find('period', HTMLSelectElement);
  const speed = find('speed', HTMLSelectElement);
  const loop = find('loop', HTMLInputElement);
  const words = find('date-words', HTMLElement);
  const slider = dateSlider(
    { input: find('date', HTMLInputElement), marks: find('date-marks', HTMLElement) },
    date => chooseDay(date),
    calendar,
  );
  let chosenAt = -Infinity;
  let late = 0;

  const chooseDay = (date: string) => {
    const now = performance.now();
    const step: Step = now - chosenAt > ONE_STEP_MS ? 'push' : 'replace';
    chosenAt = now;
    if (animation.state() !== 'resting') animation.pause();
    events.choose(date, step);
  };
  const animation = player({
    ...events,
    calendar,
    firstDate: () => events.days().firstDate,
    lastDate: () => events.days().lastDate,
    date: () => events.view().date,
    speed: () => events.view().speed,
    loop: () => events.view().loop,
    onState: state => {
      setState(state);
      clearTimeout(late);
      if (state === 'waiting')
        late = window.setTimeout(
          () => events.showNotes([`The next ${noun}s are still loading. The animation will continue.`]),
          LATE_MS,
        );
      else if (state === 'playing') events.showNotes([]);
      else events.rest();
    },
  });

  speed.replaceChildren(...SPEEDS.map(value => new Option(`${countedPeriods(value, calendar)}/s`, String(value))));
  play.addEventListener('click', () => (animation.state() === 'resting' ? animation.play() : animation.pause()));
  back.addEventListener('click', () => chooseDay(addPeriods(events.view().date, -1, calendar)));
  forward.addEventListener('click', () => chooseDay(addPeriods(events.view().date, 1, calendar)));
  day.addEventListener('change', () => {
    // A field that is half typed or holds a day outside of the map has no valid value: the day stays.
    if (day.value !== '' && day.validity.valid) chooseDay(day.value);
  });
  day.addEventListener('blur', () => {
    day.value = events.view().date;
  });
  list.addEventListener('change', () => chooseDay(list.value));
  const hasCalendar = calendar.unit === 'day';
  day.hidden = !hasCalendar;
  list.hidden = hasCalendar;
  find('player', HTMLElement).hidden = calendar.unit === 'none';
  find('date-label', HTMLElement).textContent = capitalized(noun);
  for (const [button, words] of [
    [back, `Previous ${noun}`],
    [forward, `Next ${noun}`],
  ] as const) {
    button.ariaLabel = words;
    button.title = words;
  }
  let listed = '';
  /** The periods to choose from, newest first: only days have a calendar in every browser. */
  const offer = ({ firstDate, lastDate }: Days) => {
    if (hasCalendar || listed === `${firstDate} ${lastDate}`) return;
    listed = `${firstDate} ${lastDate}`;
    const periods = periodsFrom(firstDate, lastDate, calendar).reverse();
    list.replaceChildren(...periods.map(period => new Option(capitalized(formatPeriod(period, calendar)), period)));
  };
  speed.addEventListener('change', () => events.change({ speed: Number(speed.value) }));
  loop.addEventListener('change', () => events.change({ loop: loop.checked }));

  const set: PlayerBar['set'] = ({ date, speed: daysPerSecond, loop: isLoop }) => {
    const days = events.days();
    slider.set(date, days);
    words.textContent = capitalized(formatPeriod(date, calendar));
    offer(days);
    if (hasCalendar) {
      day.min = days.firstDate;
      day.max = days.lastDate;
      if (document.activeElement !== day) day.value = date;
    } else list.value = date;
    speed.value = String(daysPerSecond);
    loop.checked = isLoop;
    back.disabled = date <= days.firstDate;
    forward.disabled = date >= days.lastDate;
  };
  const setState = (state: PlayState) => {
    play.dataset.state = state;
    play.ariaLabel = state === 'resting' ? 'Play' : 'Pause';
    play.title = state === 'resting' ? 'Play' : state === 'waiting' ? 'Loading' : 'Pause';
  };
  setState('resting');
  return { set, pause: animation.pause };
}
