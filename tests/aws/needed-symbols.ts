import { readFileSync } from 'node:fs';

/** Families of versioned symbols of Linux libraries. */
export const FAMILIES = ['GLIBC', 'GLIBCXX', 'CXXABI', 'GCC'] as const;
export type Family = (typeof FAMILIES)[number];

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
