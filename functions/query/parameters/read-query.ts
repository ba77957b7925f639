import { Problem } from '../../contract/problem.ts';
import { badParameter } from './bad-parameter.ts';

/** The query of an address. What is not UTF-8 in percent signs is an error, where a browser would put in a � silently. */
export function readQuery({ search, searchParams }: URL): URLSearchParams {
  if (!search.includes('%')) return searchParams;
  for (const part of search.slice(1).split('&')) {
    const [name = '', ...value] = part.split('=');
    if (!isEncoded(name)) {
      throw new Problem('unknown-parameter', `the name of a parameter must be percent-encoded UTF-8; found ${name}`);
    }
    const given = value.join('=');
    if (isEncoded(given)) continue;
    throw badParameter(`"${decodeURIComponent(name)}"`, 'percent-encoded UTF-8 (a percent sign itself is %25)', given);
  }
  return searchParams;
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
