import { compareVersions, FAMILIES, type Family, neededSymbols } from './needed-symbols.ts';

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
