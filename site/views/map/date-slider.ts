import { type Calendar, DAILY } from '../../../functions/contract/period.ts';
import {
  addPeriods,
  daysBetween,
  daysFrom,
  firstDayOf,
  periodsBetween,
  periodsFrom,
} from '../../../functions/measures/periods.ts';
import { element } from '../../controls/element.ts';
import { capitalized } from '../../format/measures.ts';
import { formatMonth } from '../../format/numbers-and-dates.ts';
import { formatPeriod, LEAPS } from '../../format/periods.ts';

/** The first and the last period that can be chosen. */
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

/** A native slider over periods: arrow keys move by one, Page Up and Page Down by a week of days, Home and End to the ends. */
export function dateSlider(
  { input, marks }: DateSliderParts,
  onChange: (date: string) => void,
  calendar: Calendar = DAILY,
): DateSlider {
  const leap = LEAPS[calendar.unit];
  let days: Days | null = null;
  input.min = '0';
  input.step = '1';

  const choose = (index: number) => {
    if (days === null) return;
    const last = periodsBetween(days.firstDate, days.lastDate, calendar);
    onChange(addPeriods(days.firstDate, Math.min(Math.max(index, 0), last), calendar));
  };
  input.addEventListener('input', () => choose(input.valueAsNumber));
  input.addEventListener('keydown', event => {
    const step = event.key === 'PageUp' ? leap : event.key === 'PageDown' ? -leap : 0;
    if (step === 0) return;
    event.preventDefault();
    choose(input.valueAsNumber + step);
  });

  const set: DateSlider['set'] = (date, next) => {
    if (days?.firstDate !== next.firstDate || days.lastDate !== next.lastDate) {
      input.max = String(periodsBetween(next.firstDate, next.lastDate, calendar));
      marks.replaceChildren(...marksOf(next, calendar));
    }
    days = next;
    input.value = String(periodsBetween(next.firstDate, date, calendar));
    input.ariaValueText = capitalized(formatPeriod(date, calendar));
  };
  return { set };
}

function marksOf({ firstDate, lastDate }: Days, calendar: Calendar): HTMLElement[] {
  return timeMarks(firstDate, lastDate, calendar).map(({ name, position }) => {
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

/** Marks of longer periods are further apart, so that they fit a phone. */
const FEW_MARKS = 7;

/** The marks of a time line: starts of months, quarters or years, as many as fit. */
export function timeMarks(firstDate: string, lastDate: string, calendar: Calendar): MonthMark[] {
  const { unit } = calendar;
  if (unit === 'day') return monthMarks(firstDate, lastDate);
  if (unit === 'none') return [];
  const periods = periodsFrom(firstDate, lastDate, calendar);
  const days = periods.map(period => firstDayOf(period, unit));
  const starts = days.flatMap((day, index) => {
    const isFirst = index === 0 ? unit !== 'week' : day.slice(0, 7) !== days[index - 1]?.slice(0, 7);
    return isFirst ? [{ day, index }] : [];
  });
  const every = unit === 'year' ? null : [1, 2, 3, 6, 12].find(step => starts.length / step <= FEW_MARKS);
  const span = Math.max(periods.length - 1, 1);
  if (every != null) {
    return starts
      .filter(({ day }) => (Number(day.slice(5, 7)) - 1) % every === 0)
      .map(({ day, index }) => ({ name: formatMonth(day), position: index / span }));
  }
  const years = starts.filter(({ day }) => day.slice(5, 7) === '01');
  const step = [1, 2, 5, 10, 20, 50, 100].find(count => years.length / count <= FEW_MARKS) ?? 200;
  const isMarked = (year: string, at: number) => (calendar.every > 1 ? at : Number(year)) % step === 0;
  return years
    .filter(({ day }, at) => isMarked(day.slice(0, 4), at))
    .map(({ day, index }) => ({ name: day.slice(0, 4), position: index / span }));
}
