import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Problem } from '../../functions/contract/problem.ts';
import type {
  ListedObject,
  ListOptions,
  PutCondition,
  PutContent,
  Store,
  StoredObject,
} from '../../functions/store/store.ts';

/** A store in memory that counts what is read. */
export class MemoryStore implements Store {
  readonly reads: string[] = [];
  readonly #objects = new Map<string, { readonly etag: string; readonly bytes: Uint8Array }>();

  async get(key: string): Promise<StoredObject | undefined> {
    this.reads.push(key);
    const found = this.#objects.get(key);
    if (!found) return undefined;
    const { etag, bytes } = found;
    return { etag, size: bytes.length, bytes: async () => bytes.slice(), stream: () => once(bytes) };
  }

  async put(key: string, content: PutContent, condition?: PutCondition): Promise<{ etag: string }> {
    const bytes = content instanceof Uint8Array ? content : await readFile(content.path);
    const found = this.#objects.get(key);
    if (condition && !holds(condition, found?.etag)) throw new Problem('conflict', `"${key}" is another version`);
    const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
    this.#objects.set(key, { etag, bytes: bytes.slice() });
    return { etag };
  }

  async *list(prefix: string, { shallow }: ListOptions = { shallow: false }): AsyncIterable<ListedObject> {
    const isListed = (key: string) => key.startsWith(prefix) && !(shallow && key.slice(prefix.length).includes('/'));
    const keys = [...this.#objects.keys()].filter(isListed);
    for (const key of keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
      const found = this.#objects.get(key);
      if (found) yield { key, etag: found.etag, size: found.bytes.length };
    }
  }

  async delete(key: string): Promise<void> {
    this.#objects.delete(key);
  }
}

function holds(condition: PutCondition, etag: string | undefined): boolean {
  return 'ifMatch' in condition ? etag === condition.ifMatch : etag === undefined;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes.slice();
}
