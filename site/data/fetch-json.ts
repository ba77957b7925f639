import { Problem } from '../../functions/contract/problem.ts';
import type { Parser } from '../../functions/contract/schema.ts';

/** Reads a published file through the parser of its contract. Throws `not-published` if it is absent. */
export async function fetchJson<T>(url: string, parse: Parser<T>, cache: RequestCache = 'default'): Promise<T> {
  const response = await fetch(url, { cache });
  if (response.status === 404) throw new Problem('not-published', `${url} is not published`);
  if (!response.ok) throw new Problem('store-failed', `${url} answered ${response.status}`);
  return parse(await bodyOf(response, url), '');
}

async function bodyOf(response: Response, url: string): Promise<unknown> {
  // Some static hosts answer with their front page if a file is absent.
  if (response.headers.get('content-type')?.startsWith('text/html') === true)
    throw new Problem('not-published', `${url} is not published`);
  const body: unknown = await response.json();
  return body;
}
