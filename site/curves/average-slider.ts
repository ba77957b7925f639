import { MAX_SMOOTH } from '../view/view.ts';

export interface AverageSlider {
  readonly element: HTMLElement;
  readonly set: (days: number) => void;
}

const MARKS = [1, 7, 14, 21, 28];

/** Over how many days the lines are averaged. A drag of the thumb is one step: its first move, and then its rest. */
export function averageSlider(onChange: (days: number, isFirst: boolean) => void): AverageSlider {
  const element = document.createElement('div');
  element.className = 'curves-field curves-average';
  const label = document.createElement('label');
  label.htmlFor = 'curves-smooth';
  label.textContent = 'Smoothing';
  const words = document.createElement('span');
  words.className = 'curves-average-days';
  words.setAttribute('aria-hidden', 'true');
  const head = document.createElement('div');
  head.className = 'curves-average-head';
  head.append(label, words);
  const input = document.createElement('input');
  input.type = 'range';
  input.id = 'curves-smooth';
  input.className = 'slider';
  input.min = '1';
  input.max = String(MAX_SMOOTH);
  input.setAttribute('aria-describedby', 'curves-smooth-hint');
  const marks = document.createElement('div');
  marks.className = 'curves-average-marks';
  marks.setAttribute('aria-hidden', 'true');
  for (const days of MARKS) {
    const mark = document.createElement('span');
    mark.textContent = String(days);
    mark.style.setProperty('--at', String((days - 1) / (MAX_SMOOTH - 1)));
    marks.append(mark);
  }
  const hint = document.createElement('p');
  hint.id = 'curves-smooth-hint';
  hint.className = 'curves-hint';
  element.append(head, input, marks, hint);

  const say = (days: number) => {
    const text = days === 1 ? 'none' : `${days} days`;
    words.textContent = text;
    input.setAttribute('aria-valuetext', text);
    hint.textContent =
      days === 1
        ? 'Each line joins the days as they were reported.'
        : `Each line is the mean of a day and the ${days === 2 ? 'day' : `${days - 1} days`} before it.`;
  };
  let isMoving = false;
  input.addEventListener('input', () => {
    say(input.valueAsNumber);
    onChange(input.valueAsNumber, !isMoving);
    isMoving = true;
  });
  input.addEventListener('change', () => {
    isMoving = false;
  });
  return {
    element,
    set: days => {
      input.value = String(days);
      say(days);
    },
  };
}
