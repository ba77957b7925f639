import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { parseMapShapes } from '../../functions/contract/map-shapes.ts';
import { shapeExceptions } from './shape-exceptions.ts';

const MODULE = 'virtual:shape-targets';
const RESOLVED = `\0${MODULE}`;
const MAPS = join(import.meta.dirname, '../../maps');

/** `virtual:shape-targets`: per map, the shapes that stand for something else than the region of their own id. */
export function shapeTargetsPlugin(): Plugin {
  return {
    name: 'shape-targets',
    resolveId: id => (id === MODULE ? RESOLVED : null),
    load: id => (id === RESOLVED ? `export const SHAPE_TARGETS = ${JSON.stringify(readTargets())};` : null),
  };
}

function readTargets(): Record<string, Readonly<Record<string, readonly string[]>>> {
  const files = readdirSync(MAPS).filter(name => name.endsWith('.json'));
  return Object.fromEntries(
    files.sort().map(name => {
      const map = parseMapShapes(JSON.parse(readFileSync(join(MAPS, name), 'utf8')), name);
      return [map.map, shapeExceptions(map)];
    }),
  );
}
