import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { feature } from 'topojson-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gridCells, parseMapGrid } from '../../functions/contract/map-grid.ts';
import { type MapShapes, parseMapShapes } from '../../functions/contract/map-shapes.ts';
import type { Shapes } from '../../functions/contract/shapes.ts';
import { gridOfShapes } from '../../functions/shapes/grid-of-shapes.ts';
import { ringArea } from '../../functions/shapes/nest-rings.ts';
import { buildShapes } from '../../site/shapes/build-shapes.ts';
import { SHAPE_MAPS } from '../../site/shapes/shape-maps.ts';
import { shapeTopology } from '../../site/shapes/shape-topology.ts';
import { formatMapGrid, formatMapShapes, mapShapesOf } from '../../site/shapes/write-maps.ts';
import { topologyOf } from './topology-of.ts';

const MAX_COUNTIES_BROTLI_BYTES = 125_000;
const MAX_MAP_BROTLI_BYTES = 50_000;

/** In square units of the drawing, which is about 1,000 units wide. */
const MIN_VISIBLE_AREA = 0.3;

const MAPS_FOLDER = join(import.meta.dirname, '../../maps');
const topologies = new Map<string, Shapes>();
let outDir = '';

beforeAll(() => {
  outDir = mkdtempSync(join(tmpdir(), 'shapes-'));
  buildShapes(outDir);
  for (const rules of SHAPE_MAPS) topologies.set(rules.map, shapeTopology(rules));
});

afterAll(() => rmSync(outDir, { recursive: true }));

describe.each(SHAPE_MAPS)('the shapes of $map', rules => {
  it('are those of its list of regions', () => {
    const ids = shapesOf(rules.map).map(shape => shape.id);
    expect(ids.sort()).toEqual(Object.keys(readList(rules.map).shapes).sort());
  });

  it('carry the regions of the list unless these are the shape itself', () => {
    const { shapes } = readList(rules.map);
    const drawn = shapesOf(rules.map).map(({ id, name, regions = [id], successors = [], from = null }) => [
      id,
      { name, regions, successors, from },
    ]);
    expect(Object.fromEntries(drawn)).toEqual(shapes);
  });

  it('each have an area that can be seen, inside the drawing', () => {
    const [, , width = 0, height = 0] = shapesOfMap(rules.map).bbox;
    const wrong = shapesOf(rules.map).filter(({ polygons }) => {
      const areas = polygons.flat().map(ringArea);
      const outside = polygons.flat(2).some(([x, y]) => !(x >= 0 && x <= width && y >= 0 && y <= height));
      return outside || !(Math.min(...areas) > 0 && Math.max(...areas) > MIN_VISIBLE_AREA);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('stand for regions as the committed list says', () => {
    expect(readFileSync(join(MAPS_FOLDER, `${rules.map}.json`), 'utf8')).toBe(formatMapShapes(mapShapesOf(rules)));
  });

  it('have a grid for small pictures, as committed', () => {
    const text = readFileSync(join(MAPS_FOLDER, 'grids', `${rules.map}.json`), 'utf8');
    expect(text).toBe(formatMapGrid(gridOfShapes(shapesOfMap(rules.map))));
    const grid = parseMapGrid(JSON.parse(text), '');
    expect(gridCells(grid)).toHaveLength(grid.columns * grid.rows);
  });

  it('are written in the same bytes on every run', () => {
    expect(readFileSync(join(outDir, `${rules.map}.json`), 'utf8')).toBe(JSON.stringify(shapesOfMap(rules.map)));
  });

  it('fit their budget', () => {
    const bytes = brotliCompressSync(readFileSync(join(outDir, `${rules.map}.json`))).length;
    expect(bytes).toBeLessThanOrEqual(rules.map === 'us-counties' ? MAX_COUNTIES_BROTLI_BYTES : MAX_MAP_BROTLI_BYTES);
  });
});

describe('the lists of regions', () => {
  it('exist for every map and no other', () => {
    const names = SHAPE_MAPS.map(({ map }) => `${map}.json`).sort();
    expect(readdirSync(MAPS_FOLDER).sort()).toEqual([...names, 'backdrops', 'gazetteer', 'grids'].sort());
    expect(readdirSync(join(MAPS_FOLDER, 'grids')).sort()).toEqual(names);
    expect(readdirSync(outDir).sort()).toEqual(names);
  });

  it('name regions by their standard codes', () => {
    const codes: Readonly<Record<string, RegExp>> = {
      'us-counties': /^\d{5}$|^US-(UT|MA):[a-z-]+$/,
      'us-states': /^US-[A-Z]{2}$/,
      world: /^[A-Z]{3}$/,
      'ca-provinces': /^CA-[A-Z]{2}$/,
      'cn-provinces': /^CN-[A-Z]{2}$/,
      'au-states': /^AU-[A-Z]{2,3}$/,
    };
    for (const { map } of SHAPE_MAPS) {
      for (const region of Object.values(readList(map).shapes).flatMap(shape => shape.regions)) {
        expect(region).toMatch(codes[map] ?? /never/);
      }
    }
  });

  it('let only these regions have several shapes', () => {
    expect(claimedTwice('us-counties')).toEqual({ '36061': ['36005', '36047', '36061', '36081', '36085'] });
    expect(claimedTwice('us-states')).toEqual({});
    expect(claimedTwice('ca-provinces')).toEqual({});
    expect(claimedTwice('cn-provinces')).toEqual({});
    expect(claimedTwice('au-states')).toEqual({});
    expect(claimedTwice('world')).toEqual({
      AUS: ['AUS', 'HMD', 'NFK', 'ashmore-and-cartier-islands', 'australian-indian-ocean-territories'],
      CHN: ['CHN', 'HKG', 'MAC'],
      DNK: ['DNK', 'FRO', 'GRL'],
      FIN: ['ALA', 'FIN'],
      FRA: ['ATF', 'BLM', 'FRA', 'MAF', 'NCL', 'PYF', 'SPM', 'WLF'],
      GBR: 'AIA BMU CYM FLK GBR GGY IMN IOT JEY MSR PCN SGS SHN TCA VGB'.split(' '),
      NLD: ['ABW', 'CUW', 'NLD', 'SXM'],
      SOM: ['SOM', 'somaliland'],
      USA: ['ASM', 'GUM', 'MNP', 'PRI', 'USA', 'VIR'],
    });
  });

  it('leave only these shapes without a region', () => {
    const without = SHAPE_MAPS.flatMap(({ map }) =>
      Object.entries(readList(map).shapes).flatMap(([id, { regions }]) =>
        regions.length === 0 ? [`${map} ${id}`] : [],
      ),
    );
    expect(without).toEqual(['world northern-cyprus', 'world siachen-glacier']);
  });

  it('put a county before the district that reports for it', () => {
    const { shapes } = readList('us-counties');
    const joined = Object.values(shapes).filter(({ regions }) => regions.length > 1);
    expect(joined).toHaveLength(26);
    expect(shapes['49005']?.regions).toEqual(['49005', 'US-UT:bear-river']);
    expect(shapes['49029']?.regions).toEqual(['49029', 'US-UT:weber-morgan']);
    expect(shapes['25019']?.regions).toEqual(['25019', 'US-MA:dukes-and-nantucket']);
  });

  it('declare who replaces a county that was split, joined to another or dissolved', () => {
    const { shapes } = readList('us-counties');
    expect(shapes['02261']).toMatchObject({ regions: ['02261', '02063', '02066'], successors: ['02063', '02066'] });
    expect(shapes['02060']).toMatchObject({ regions: ['02060', '02164'], from: '2020-10-19' });
    expect(shapes['02164']).toMatchObject({ regions: ['02164'], successors: [] });
    const connecticut = Object.entries(shapes).filter(([id]) => id.startsWith('09'));
    expect(connecticut).toHaveLength(8);
    for (const [id, { regions, successors }] of connecticut) {
      expect(regions).toEqual([id]);
      expect(successors).toHaveLength(9);
    }
  });

  it('know the countries that ISO has no number for', () => {
    const { shapes } = readList('world');
    expect(shapes.kosovo?.regions).toEqual(['XKS']);
    expect(shapes.TWN?.regions).toEqual(['TWN']);
    for (const small of ['SGP', 'MLT', 'BHR', 'MDV', 'LIE', 'SMR', 'MCO', 'VAT', 'AND', 'NRU']) {
      expect(shapes).toHaveProperty(small);
    }
    expect(shapes).not.toHaveProperty('ATA');
  });

  it('have names in full', () => {
    const names = Object.values(readList('world').shapes).map(({ name }) => name ?? '');
    expect(names.filter(name => name === '' || name.includes('.'))).toEqual([]);
  });

  it('tell cities from the counties of the same name', () => {
    const { shapes } = readList('us-counties');
    expect([shapes['51159']?.name, shapes['51760']?.name]).toEqual(['Richmond', 'Richmond City']);
  });
});

describe('the drawing', () => {
  it('has the borders between states on the map of counties alone', () => {
    for (const [map, topology] of topologies) expect('borders' in topology.objects).toBe(map === 'us-counties');
    const borders = shapesOfMap('us-counties').objects.borders;
    expect(borders?.arcs.flat().length).toBeGreaterThan(1000);
  });

  it('keeps Russia and Fiji on one side', () => {
    const spread = (id: string) => {
      const xs = shapesOf('world').flatMap(shape => (shape.id === id ? shape.polygons.flat(2).map(([x]) => x) : []));
      return Math.max(...xs) - Math.min(...xs);
    };
    expect(spread('RUS')).toBeLessThan(450);
    expect(spread('FJI')).toBeLessThan(15);
  });

  it('gives the smallest countries a dot', () => {
    for (const { id, polygons } of shapesOf('world')) {
      if (!['SGP', 'MLT', 'VAT', 'MCO', 'SMR', 'LIE', 'BHR', 'MDV'].includes(id)) continue;
      expect(Math.max(...polygons.map(([outer = []]) => ringArea(outer))), id).toBeGreaterThan(5);
    }
  });
});

interface DrawnShape {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly string[] | undefined;
  readonly successors: readonly string[] | undefined;
  readonly from: string | undefined;
  readonly polygons: readonly (readonly (readonly [number, number])[])[][];
}

function shapesOf(map: string): DrawnShape[] {
  const topology = topologyOf(shapesOfMap(map));
  return feature(topology, topology.objects.shapes).features.map(({ id, properties, geometry }) => {
    if (geometry.type !== 'MultiPolygon') throw new Error(`${map} must hold MultiPolygons; found ${geometry.type}`);
    const polygons = geometry.coordinates.map(rings =>
      rings.map(ring => ring.map(([x = NaN, y = NaN]) => [x, y] as const)),
    );
    const { name, regions, successors, from } = properties;
    return { id: String(id), name, regions, successors, from, polygons };
  });
}

function shapesOfMap(map: string): Shapes {
  const topology = topologies.get(map);
  if (!topology) throw new Error(`no topology of ${map}`);
  return topology;
}

function readList(map: string): MapShapes {
  return parseMapShapes(JSON.parse(readFileSync(join(MAPS_FOLDER, `${map}.json`), 'utf8')), '');
}

function claimedTwice(map: string): Record<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const [shape, { regions }] of Object.entries(readList(map).shapes)) {
    for (const region of regions.slice(0, 1)) claims.set(region, [...(claims.get(region) ?? []), shape].sort());
  }
  return Object.fromEntries([...claims].filter(([, shapes]) => shapes.length > 1));
}
