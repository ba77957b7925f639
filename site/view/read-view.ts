import { dateWords } from '../text/date-words.ts';
import { CHANGES, defaultView, type View, type ViewChoices } from './view.ts';

export interface ViewRead {
  readonly view: View;
  /** A sentence for each choice in the address that could not be followed. */
  readonly notes: readonly string[];
}

/** The view that an address asks for. What it asks for in vain is said, never silently replaced. */
export function readView(search: string, choices: ViewChoices): ViewRead {
  const query = new URLSearchParams(search);
  const standard = defaultView(choices);
  const notes: string[] = [];

  const choose = <T extends string>(name: string, valid: readonly T[], otherwise: T): T => {
    const asked = query.get(name);
    const found = valid.find(value => value === asked);
    if (asked !== null && found === undefined)
      notes.push(`There is no ${name} “${asked}” here. Shown instead: ${otherwise}.`);
    return found ?? otherwise;
  };

  const view: View = {
    map: choices.map,
    measure: choose('measure', choices.measures, standard.measure),
    change: choose('change', CHANGES, standard.change),
    date: readDate(query.get('date'), choices, notes),
  };
  return { view, notes };
}

/** The search part of the address of a view: only what differs from the standard view, in a fixed order. */
export function viewSearch(view: View, choices: ViewChoices): string {
  const standard = defaultView(choices);
  const query = new URLSearchParams();
  if (view.measure !== standard.measure) query.set('measure', view.measure);
  if (view.change !== standard.change) query.set('change', view.change);
  if (view.date !== standard.date) query.set('date', view.date);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function readDate(asked: string | null, { firstDate, lastDate }: ViewChoices, notes: string[]): string {
  if (asked === null) return lastDate;
  if (isDay(asked) && asked >= firstDate && asked <= lastDate) return asked;
  const name = isDay(asked) ? dateWords(asked) : `“${asked}”`;
  notes.push(
    `This map has no day ${name}; its days run from ${dateWords(firstDate)} to ${dateWords(lastDate)}. ` +
      'Shown instead: the newest day.',
  );
  return lastDate;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
