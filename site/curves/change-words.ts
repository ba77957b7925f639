import { listWords } from '../text/list-words.ts';

/** What is said to those who hear the page when a place came: `Italy was added: 4 places.` */
export function addedWords(name: string, count: number): string {
  return `${name} was added: ${placesWords(count)}.`;
}

/** `Italy was removed: 3 places.` */
export function removedWords(names: readonly string[], count: number): string {
  if (count === 0) return 'Every place was removed.';
  return `${listWords(names)} ${names.length === 1 ? 'was' : 'were'} removed: ${placesWords(count)}.`;
}

/** What is said when the legend switches a name off and on. */
export function switchedWords(name: string, isShown: boolean): string {
  return isShown ? `${name} is shown again.` : `${name} is hidden.`;
}

function placesWords(count: number): string {
  return count === 1 ? '1 place' : `${count} places`;
}
