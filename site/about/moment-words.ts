import { LOCALE } from '../text/locale.ts';

/** `July 1, 2020 at 5:02 AM UTC`, of a moment `2020-07-01T05:02:11.000Z`, in the visitor's zone unless one is given. */
export function momentWords(moment: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(LOCALE, {
    ...{ year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
    timeZoneName: 'short',
    timeZone,
  });
  return format.format(new Date(moment));
}
