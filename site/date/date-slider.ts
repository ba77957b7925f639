import { addDays, daysBetween } from '../../functions/measures/calendar.ts';
import { dateWords } from '../text/date-words.ts';
import { monthMarks } from './month-marks.ts';

/** The first and the last day that can be chosen. */
export interface Days {
  readonly firstDate: string;
  readonly lastDate: string;
}

export interface DateSlider {
  readonly set: (date: string, days: Days) => void;
}

export interface DateSliderParts {
  readonly input: HTMLInputElement;
  readonly marks: HTMLElement;
}

const WEEK = 7;

/** A native slider over days: arrows by day, Page Up and Page Down by week, Home and End to the ends. */
export function dateSlider({ input, marks }: DateSliderParts, onChange: (date: string) => void): DateSlider {
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
