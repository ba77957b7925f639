import type { MapDescription } from '../../functions/contract/snapshot.ts';
import { addDays } from '../../functions/measures/calendar.ts';
import { dateSlider } from '../date/date-slider.ts';
import type { PlayState } from '../play/player.ts';
import { find } from '../shell/find.ts';
import { dateWords } from '../text/date-words.ts';
import { SPEEDS, type View } from '../view/view.ts';

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
