/** What others append to addresses to follow their readers: not asked of this page. */
const FOREIGN = /^(utm_\w+|fbclid|gclid|mc_[ce]id|ref)$/;

/** A sentence for each parameter of an address that stands there twice, and one for those that a tab does not know. */
export function addressNotes(query: URLSearchParams, known: ReadonlySet<string>): string[] {
  const names = [...new Set(query.keys())];
  const repeated = names.filter(name => known.has(name) && query.getAll(name).length > 1);
  const unknown = names.filter(name => !known.has(name) && !FOREIGN.test(name));
  return [
    ...repeated.map(name => `The address has “${name}” more than once; the first one counts.`),
    ...(unknown.length === 0
      ? []
      : [`This page knows no choice “${unknown.join('”, “')}”; the rest of the address is shown.`]),
  ];
}
