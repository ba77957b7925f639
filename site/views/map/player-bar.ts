import type { MapDescription } from '../../../functions/contract/snapshot.ts';
import { addDays, daysBetween, daysFrom } from '../../../functions/measures/periods.ts';
import { SPEEDS, type View } from '../../address/choices.ts';
import { find } from '../../controls/element.ts';
import { dateWords, monthMark } from '../../format/numbers-and-dates.ts';
import type { PlayState } from './player.ts';

export interface PlayerBar {
  readonly set: (view: View, map: MapDescription) => void;
  readonly setState: (state: PlayState) => void;
}

export interface PlayerBarEvents {
  /** A day was asked for by hand. */
  readonly date: (date: string) => void;
  readonly toggle: () => void;
  readonly change: (part: Partial<View>) => void;
}

/** Play, step, slider, calendar, speed and loop: the ways through time. */
export function playerBar(events: PlayerBarEvents): PlayerBar {
  const play = find('play', HTMLButtonElement);
  const back = find('step-back', HTMLButtonElement);
  const forward = find('step-forward', HTMLButtonElement);
  const calendar = find('day', HTMLInputElement);
  const speed = find('speed', HTMLSelectElement);
  const loop = find('loop', HTMLInputElement);
  const words = find('date-words', HTMLElement);
  const slider = dateSlider(
    { input: find('date', HTMLInputElement), marks: find('date-marks', HTMLElement) },
    events.date,
  );
  let date = '';

  speed.replaceChildren(
    ...SPEEDS.map(value => new Option(`${value} ${value === 1 ? 'day' : 'days'}/s`, String(value))),
  );
  play.addEventListener('click', events.toggle);
  back.addEventListener('click', () => events.date(addDays(date, -1)));
  forward.addEventListener('click', () => events.date(addDays(date, 1)));
  calendar.addEventListener('change', () => {
    // A field that is half typed, or holds a day outside of the map, has no valid value: the day stays.
    if (calendar.value !== '' && calendar.validity.valid) events.date(calendar.value);
  });
  calendar.addEventListener('blur', () => {
    calendar.value = date;
  });
  speed.addEventListener('change', () => events.change({ speed: Number(speed.value) }));
  loop.addEventListener('change', () => events.change({ loop: loop.checked }));

  const set: PlayerBar['set'] = (view, map) => {
    date = view.date;
    slider.set(date, map);
    words.textContent = dateWords(date);
    calendar.min = map.firstDate;
    calendar.max = map.lastDate;
    if (document.activeElement !== calendar) calendar.value = date;
    speed.value = String(view.speed);
    loop.checked = view.loop;
    back.disabled = date <= map.firstDate;
    forward.disabled = date >= map.lastDate;
  };
  const setState: PlayerBar['setState'] = state => {
    play.dataset.state = state;
    play.setAttribute('aria-label', state === 'resting' ? 'Play' : 'Pause');
    play.title = state === 'resting' ? 'Play' : state === 'waiting' ? 'Waiting for the numbers' : 'Pause';
  };
  setState('resting');
  return { set, setState };
}

/** The first and the last day that can be chosen. */
interface Days {
  readonly firstDate: string;
  readonly lastDate: string;
}

interface DateSlider {
  readonly set: (date: string, days: Days) => void;
}

interface DateSliderParts {
  readonly input: HTMLInputElement;
  readonly marks: HTMLElement;
}

const WEEK = 7;

/** A native slider over days: arrows by day, Page Up and Page Down by week, Home and End to the ends. */
function dateSlider({ input, marks }: DateSliderParts, onChange: (date: string) => void): DateSlider {
  let days: Days | null = null;
  input.min = '0';
  input.step = '1';

  const choose = (index: number) => {
    if (days === null) return;
    const last = daysBetween(days.firstDate, days.lastDate);
    onChange(addDays(days.firstDate, Math.min(Math.max(index, 0), last)));
  };
  input.addEventListener('input', () => choose(input.valueAsNumber));
  input.addEventListener('keydown', event => {
    const step = event.key === 'PageUp' ? WEEK : event.key === 'PageDown' ? -WEEK : 0;
    if (step === 0) return;
    event.preventDefault();
    choose(input.valueAsNumber + step);
  });

  const set: DateSlider['set'] = (date, next) => {
    if (days?.firstDate !== next.firstDate || days.lastDate !== next.lastDate) {
      input.max = String(daysBetween(next.firstDate, next.lastDate));
      marks.replaceChildren(...marksOf(next));
    }
    days = next;
    input.value = String(daysBetween(next.firstDate, date));
    input.setAttribute('aria-valuetext', dateWords(date));
  };
  return { set };
}

function marksOf({ firstDate, lastDate }: Days): HTMLElement[] {
  return monthMarks(firstDate, lastDate).map(({ name, position }) => {
    const mark = document.createElement('span');
    mark.className = 'date-mark';
    mark.textContent = name;
    mark.style.setProperty('--at', position.toFixed(4));
    return mark;
  });
}

interface MonthMark {
  readonly name: string;
  /** Along the days, 0 to 1. */
  readonly position: number;
}

const MAX_MARKS = 13;

/** The beginnings of months on a time line; of many, every second, third, sixth or twelfth, so that each year has its own. */
export function monthMarks(firstDate: string, lastDate: string): MonthMark[] {
  const span = Math.max(daysBetween(firstDate, lastDate), 1);
  const starts = daysFrom(firstDate, lastDate).filter(date => date.endsWith('-01'));
  const every = [1, 2, 3, 6, 12].find(step => starts.length / step <= MAX_MARKS) ?? 12;
  return starts
    .filter(date => (Number(date.slice(5, 7)) - 1) % every === 0)
    .map(date => ({ name: monthMark(date), position: daysBetween(firstDate, date) / span }));
}
