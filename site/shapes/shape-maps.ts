import { auStates } from './au-states.ts';
import { caProvinces } from './ca-provinces.ts';
import { cnProvinces } from './cn-provinces.ts';
import type { ShapeMap } from './shape-map.ts';
import { usCounties } from './us-counties.ts';
import { usStates } from './us-states.ts';
import { world } from './world.ts';

/** Every map the site can draw. */
export const SHAPE_MAPS: readonly ShapeMap[] = [usCounties, usStates, world, caProvinces, cnProvinces, auStates];
