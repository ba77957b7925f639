import { addDays, daysBetween } from '../../functions/measures/calendar.ts';
import { dateWords } from '../text/date-words.ts';
import { monthMarks } from './month-marks.ts';

export interface DateSlider {
  readonly set: (date: string) => void;
}

export interface DateSliderParts {
  readonly input: HTMLInputElement;
  readonly marks: HTMLElement;
}

const WEEK = 7;

/** A native slider over all days of a map: arrows by day, Page Up and Page Down by week, Home and End to the ends. */
export function dateSlider(
  { input, marks }: DateSliderParts,
  { firstDate, lastDate }: { readonly firstDate: string; readonly lastDate: string },
  onChange: (date: string) => void,
): DateSlider {
  const lastIndex = daysBetween(firstDate, lastDate);
  input.min = '0';
  input.max = String(lastIndex);
  input.step = '1';

  const set = (date: string) => {
    input.value = String(daysBetween(firstDate, date));
    input.setAttribute('aria-valuetext', dateWords(date));
  };
  const choose = (index: number) => {
    const date = addDays(firstDate, Math.min(Math.max(index, 0), lastIndex));
    set(date);
    onChange(date);
  };

  input.addEventListener('input', () => choose(input.valueAsNumber));
  input.addEventListener('keydown', event => {
    const step = event.key === 'PageUp' ? WEEK : event.key === 'PageDown' ? -WEEK : 0;
    if (step === 0) return;
    event.preventDefault();
    choose(input.valueAsNumber + step);
  });
  marks.replaceChildren(
    ...monthMarks(firstDate, lastDate).map(({ name, position }) => {
      const mark = document.createElement('span');
      mark.className = 'date-mark';
      mark.textContent = name;
      mark.style.setProperty('--at', position.toFixed(4));
      return mark;
    }),
  );
  return { set };
}
