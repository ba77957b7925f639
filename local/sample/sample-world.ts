import { countryPatches, splitPatches, territoryPatches } from './country-patches.ts';
import type { Patch } from './patch.ts';
import { provincePatches } from './province-patches.ts';
import { sortLines } from './report-file.ts';
import type { ReportLine } from './report-line.ts';
import { shipLines } from './ship-lines.ts';
import { countyPatches } from './us-counties.ts';
import { usLines } from './us-lines.ts';
import { kansasCityPatch, outOfStatePatches, unassignedPatches } from './us-special-places.ts';
import { worldLines } from './world-lines.ts';

/** All places of a sample, and the rows of the reports that are made of them. */
export interface SampleWorld {
  readonly patches: readonly Patch[];
  readonly lines: readonly ReportLine[];
}

export function sampleWorld(seed: number): SampleWorld {
  const patches = [
    ...provincePatches(seed),
    ...countryPatches(seed),
    ...splitPatches(seed),
    ...territoryPatches(seed),
    ...countyPatches(seed),
    ...kansasCityPatch(seed),
    ...outOfStatePatches(seed),
    ...unassignedPatches(seed),
  ];
  return { patches, lines: sortLines([...usLines(patches), ...worldLines(patches), ...shipLines()]) };
}
