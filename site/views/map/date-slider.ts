import { addDays, daysBetween, daysFrom } from '../../../functions/measures/periods.ts';
import { element } from '../../controls/element.ts';
import { formatDate, formatMonth } from '../../format/numbers-and-dates.ts';

/** The first and the last day that can be chosen. */
export interface Days {
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

/** A native slider over days: arrow keys move by a day, Page Up and Page Down by a week, Home and End to the ends. */
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
    input.ariaValueText = formatDate(date);
  };
  return { set };
}

function marksOf({ firstDate, lastDate }: Days): HTMLElement[] {
  return monthMarks(firstDate, lastDate).map(({ name, position }) => {
    const mark = element('span', { className: 'date-mark' }, name);
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

/** The starts of months along a time line; if there are many, every second, third, sixth or twelfth of a year. */
export function monthMarks(firstDate: string, lastDate: string): MonthMark[] {
  const span = Math.max(daysBetween(firstDate, lastDate), 1);
  const starts = daysFrom(firstDate, lastDate).filter(date => date.endsWith('-01'));
  const every = [1, 2, 3, 6, 12].find(step => starts.length / step <= MAX_MARKS) ?? 12;
  return starts
    .filter(date => (Number(date.slice(5, 7)) - 1) % every === 0)
    .map(date => ({ name: formatMonth(date), position: daysBetween(firstDate, date) / span }));
}
