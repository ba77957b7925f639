import { build } from '../../functions/build/build.ts';
import type { Store } from '../../functions/store/store.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { DATASET, tinyTools } from './tiny-cases.ts';

const known = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** All that a build from nothing publishes of these uploads, by key. Uploads that were met before are not built again. */
export async function cleanBuild(uploads: Store): Promise<ReadonlyMap<string, string>> {
  const versions: string[] = [];
  for await (const { key, etag } of uploads.list('')) versions.push(`${key} ${etag}`);
  const name = versions.join('\n');
  const made = known.get(name) ?? fromNothing(uploads);
  known.set(name, made);
  return made;
}

/** What is below a prefix, by key; of what may change, not what only tells the time, the number of tries and their path. */
export async function publishedIn(site: Store, keys?: Iterable<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const wanted = keys === undefined ? undefined : new Set(keys);
  for await (const { key } of site.list('data/')) {
    if (wanted !== undefined && !wanted.has(key)) continue;
    const text = Buffer.from((await (await site.get(key))?.bytes()) ?? []).toString('latin1');
    found.set(key, MUTABLE.test(key) ? timeless(text) : text);
  }
  return found;
}

const MUTABLE = /\/(latest\.json|index\.json|datapackage\.json|catalog\.jsonld)$/;

/** Without what tells of the way there: the receipt of an attempt, which no snapshot names, says what it replaced. */
function timeless(text: string): string {
  return text
    .replaceAll(
      /"(at|publishedAt|created|(\w+:)?(date)?(modified|issued|created|published))":("[^"]*"|\{[^}]*\})/gi,
      '',
    )
    .replace(/"sequence":\d+/, '')
    .replace(/"receipt":"[^"]*"/, '');
}

async function fromNothing(uploads: Store): Promise<Map<string, string>> {
  const [copy, work, site] = [new MemoryStore(), new MemoryStore(), new MemoryStore()];
  for await (const { key } of uploads.list('')) {
    await copy.put(key, (await (await uploads.get(key))?.bytes()) ?? new Uint8Array());
  }
  await build(DATASET, tinyTools({ uploads: copy, work, site }));
  return publishedIn(site);
}
