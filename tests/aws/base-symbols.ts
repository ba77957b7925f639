import { readFileSync } from 'node:fs';

/** Families of versioned symbols of Linux libraries. */
const FAMILIES = ['GLIBC', 'GLIBCXX', 'CXXABI', 'GCC'] as const;
type Family = (typeof FAMILIES)[number];

/**
 * The newest version that a Linux shared library mentions per family, as numbers: [2, 17]. Versions it needs are whole strings
 * in its string table. Versions it only defines count too, which is on the safe side.
 */
export function neededSymbols(file: string): Readonly<Partial<Record<Family, readonly number[]>>> {
  const content = readFileSync(file).toString('latin1');
  const newest: Partial<Record<Family, readonly number[]>> = {};
  for (const family of FAMILIES) {
    const found = content.matchAll(new RegExp(`\\0${family}_(\\d+(?:\\.\\d+)*)(?=\\0)`, 'g'));
    for (const [, version = ''] of found) {
      const numbers = version.split('.').map(Number);
      if (compareVersions(numbers, newest[family] ?? []) > 0) newest[family] = numbers;
    }
  }
  return newest;
}

/** Negative, zero or positive, as for `sort`. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let part = 0; part < Math.max(a.length, b.length); part++) {
    const difference = (a[part] ?? 0) - (b[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What Amazon Linux 2023 has: glibc 2.34, and the libraries of gcc 11. */
const BASE: Readonly<Record<Family, readonly number[]>> = {
  GLIBC: [2, 34],
  GLIBCXX: [3, 4, 29],
  CXXABI: [1, 3, 13],
  GCC: [7, 0, 0],
};

/** A message for each family of symbols that a library needs in a newer version than the base has. */
export function tooNewForBase(file: string): string[] {
  const needed = neededSymbols(file);
  return FAMILIES.flatMap(family => {
    const newest = needed[family];
    if (newest === undefined || compareVersions(newest, BASE[family]) <= 0) return [];
    return [`${family}_${newest.join('.')} is needed; Amazon Linux 2023 has ${BASE[family].join('.')}`];
  });
}
