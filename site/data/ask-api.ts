import { Problem } from '../../functions/contract/problem.ts';
import { parseProblemBody } from '../../functions/contract/problem-body.ts';
import type { Parser } from '../../functions/contract/schema.ts';

/** Whether the page is part of an exported site: files on any host, without the API. */
export function isExported(): boolean {
  return document.body.dataset.exported !== undefined;
}

/**
 * The answer of the API at an address, through its parser; an exported site answers from its files. Throws the Problem that
 * the API answers with.
 */
export async function askApi<T>(address: string, parse: Parser<T>, signal?: AbortSignal): Promise<T> {
  if (isExported()) return parse(await (await import('../exported/answer.ts')).answer(address), '');
  const response = await fetch(address, { headers: { Accept: 'application/json' }, ...(signal && { signal }) });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return parse(body, '');
  throw problemOf(body, response.status);
}

function problemOf(body: unknown, status: number): Problem {
  try {
    const { code, detail } = parseProblemBody(body, '');
    return new Problem(code, detail);
  } catch {
    return new Problem('store-failed', `the service answered ${status}`);
  }
}
