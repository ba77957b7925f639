import { Problem } from '../../functions/contract/problem.ts';
import type { Parser } from '../../functions/contract/schema.ts';

/**
 * One published file, checked by its contract's parser. Throws `not-published` where it is absent.
 *
 * @param cache what the browser's own cache may answer; as the file's headers say unless told
 */
export async function fetchJson<T>(url: string, parse: Parser<T>, cache: RequestCache = 'default'): Promise<T> {
  const response = await fetch(url, { cache });
  if (response.status === 404) throw new Problem('not-published', `${url} is not published`);
  if (!response.ok) throw new Problem('store-failed', `${url} answered ${response.status}`);
  return parse(await bodyOf(response, url), '');
}

async function bodyOf(response: Response, url: string): Promise<unknown> {
  // A static host may answer an absent file with its front page: that file is just as absent.
  if (response.headers.get('content-type')?.startsWith('text/html') === true)
    throw new Problem('not-published', `${url} is not published`);
  const body: unknown = await response.json();
  return body;
}
