import { DROP_HEADER, DROP_PATH, type DroppedAnswer, parseDroppedAnswer } from '../../functions/contract/dropped.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import { Problem } from '../../functions/contract/problem.ts';

/** Sends a file to the server on this machine, and returns what it was taken for. */
export async function sendFile(file: File): Promise<DroppedAnswer> {
  const response = await send('POST', `${DROP_PATH}?${new URLSearchParams({ name: file.name })}`, file);
  return parseDroppedAnswer(await response.json(), '');
}

/** Puts a file that was sent into the uploads folder. */
export async function publishFile(id: string): Promise<void> {
  await send('POST', `${DROP_PATH}/${id}`);
}

/** What is live of a data set; null where there was no build of it. A missing file would be an error on the console. */
export async function readPointer(dataset: string): Promise<Pointer | null> {
  const pointer: unknown = await (await send('GET', `${DROP_PATH}/${dataset}/pointer`)).json();
  return pointer === null ? null : parsePointer(pointer, '');
}

/** Forgets a file that was sent. */
export async function forgetFile(id: string): Promise<void> {
  await send('DELETE', `${DROP_PATH}/${id}`);
}

async function send(method: string, path: string, body: File | null = null): Promise<Response> {
  const response = await fetch(path, { method, body, headers: { [DROP_HEADER]: '1' } });
  if (response.ok) return response;
  const { detail }: { detail?: unknown } = Object(await response.json().catch(() => null));
  throw new Problem('store-failed', typeof detail === 'string' ? detail : `the server answered ${response.status}`);
}
