import { isDatasetId } from '../functions/contract/expect.ts';
import { Problem } from '../functions/contract/problem.ts';
import type { Store } from '../functions/store/store.ts';

/** The data sets of a folder of uploads: its folders, by name. A folder that cannot be one is a Problem. */
export async function datasetsIn(uploads: Store): Promise<string[]> {
  const names = new Set<string>();
  for await (const { key } of uploads.list('')) {
    const slash = key.indexOf('/');
    if (slash > 0) names.add(key.slice(0, slash));
  }
  const wrong = [...names].find(name => !isDatasetId(name));
  if (wrong !== undefined) {
    throw new Problem(
      'bad-input',
      `the folder "${wrong}" cannot be a data set: a name has small letters, digits and hyphens, first a letter, ` +
        'and is not api, data, assets or site',
    );
  }
  return [...names];
}
