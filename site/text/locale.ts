/** English words with the numbers and dates of the visitor's country: `en-DE` writes 2.635.417 and 30 June 2020. */
export const LOCALE = localeFor(typeof navigator === 'undefined' ? undefined : navigator.language);

/** The locale of the page for a visitor's language; US English where it tells no country. */
export function localeFor(language = 'en-US'): string {
  try {
    const { region } = new Intl.Locale(language).maximize();
    return region === undefined ? 'en-US' : `en-${region}`;
  } catch {
    return 'en-US';
  }
}
