import { describe, expect, it } from 'vitest';
import { parseMapFiles } from '../../functions/shapes/parse-map-files.ts';
import { box, collection, refusal, ward } from './map-files.ts';

const SQUARE = box(0, 0, 1, 1);
const geometry = (type: string, coordinates: unknown) => ({ ...ward('A'), geometry: { type, coordinates } });

describe('a file is refused', () => {
  it.each([
    ['text', 'id;name', 'is not JSON'],
    ['a list', '[]', 'found JSON that is not an object'],
    ['an object of its own', '{"a":1}', 'found an object without "type"'],
    ['no features', collection(), 'must have at least one feature; found none'],
    ['no list of features', { type: 'FeatureCollection' }, 'a FeatureCollection must have a list of features'],
    ['a feature that is null', collection(null), 'feature 1 must be an object; found null'],
    [
      'a point',
      collection(geometry('Point', [0, 0])),
      'feature 1 ("A") is a "Point", and a map is drawn from Polygon and MultiPolygon. For points, give latitude and longitude in the columns of the data',
    ],
    [
      'a line',
      collection(
        geometry('LineString', [
          [0, 0],
          [1, 1],
        ]),
      ),
      'Lines have no area to color',
    ],
    ['an unknown geometry', collection(geometry('Circle', [0, 0])), 'feature 1 ("A") is a "Circle"'],
    [
      'no coordinates',
      collection(geometry('Polygon', undefined)),
      'feature 1 ("A"): must have a list of rings; found nothing',
    ],
    [
      'a point of text',
      collection(geometry('Polygon', [[['0', 1]]])),
      'feature 1 ("A"): a point must be a list of two numbers up to a billion; found ["0", 1]',
    ],
    [
      'a point of infinity',
      `{"type":"Feature","properties":{"WARD":"A","NAME":"A"},"geometry":{"type":"Polygon","coordinates":[[[1e999,1]]]}}`,
      'found [Infinity, 1]',
    ],
    ['no area at all', collection({ ...ward('A'), geometry: null }), 'no feature has an area'],
  ])('%s', (_, document, message) => {
    const refused = refusal(document);
    expect(refused).toContain(message);
    expect(refused.startsWith('bad-input: wards.geojson: ')).toBe(true);
  });

  it('without the property of the id, naming the nearest', () => {
    expect(refusal(collection(ward('A', [SQUARE])), { id: 'WARDS' })).toBe(
      'bad-descriptor: wards.geojson: no feature has the property "WARDS"; did you mean "WARD"?',
    );
    expect(refusal(collection(ward('A', [SQUARE])), { parent: 'zone' })).toContain(
      'no feature has the property "zone"',
    );
    const second = { ...ward('B', [SQUARE]), properties: { ward: 'B' } };
    expect(refusal(collection(ward('A', [SQUARE]), second))).toBe(
      'bad-input: wards.geojson: feature 2 must have a text or number as property "WARD"; did you mean "ward"?',
    );
  });

  it('with an id twice', () => {
    expect(refusal(collection(ward('7', [SQUARE]), ward('B', [SQUARE]), ward(7, [SQUARE])))).toBe(
      'bad-input: wards.geojson: feature 3 ("7") has the id of feature 1; join the parts of a region into one MultiPolygon',
    );
  });

  it('with a coordinate that is no degree among degrees', () => {
    const wards = Array.from({ length: 30 }, (_, at) => ward(at, [box(at, 0, at + 1, 1)]));
    expect(refusal(collection(...wards, ward('far', [box(0, 0, 5000, 1)])))).toBe(
      'bad-input: wards.geojson: feature 31 ("far"): [5000, 0] is not a longitude and a latitude, and other coordinates are',
    );
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } };
    expect(refusal({ ...collection(ward('A', [box(0, 0, 500, 1)])), crs })).toContain('[500, 0] is not a longitude');
  });

  it('with too much to read', () => {
    expect(refusal(' '.repeat(50_000_001))).toContain('a map may have at most 50 MB; found 50.0 MB');
    expect(refusal('['.repeat(4_000_001))).toContain('has more than 4,000,000 points and texts');
    expect(refusal(collection(...Array.from({ length: 20_001 }, (_, id) => ward(id))))).toContain(
      'a map may have at most 20,000 features; found 20,001',
    );
  });

  it('a topology with a missing arc, several objects, or rings that use a long arc again and again', () => {
    const topology = (arcs: unknown, objects: object = {}) => ({
      type: 'Topology',
      arcs: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
      objects: { a: { type: 'Polygon', properties: { WARD: 'A', NAME: 'A' }, arcs }, ...objects },
    });
    expect(refusal(topology([[3]]))).toContain('feature 1 ("A"): arc 3 does not exist');
    expect(refusal(topology([[0]], { b: {} }))).toContain(
      'a topology must have one object; found a, b. Name one with "object:"',
    );
    expect(refusal(topology([[0]]), { object: 'c' })).toContain('has no object "c"; it has a');
    const long = Array.from({ length: 1000 }, (_, at) => [at, at % 7]);
    const rings = Array.from({ length: 5000 }, () => [0]);
    expect(refusal({ ...topology(rings), arcs: [long] })).toContain('its rings have more than 4,000,000 points');
  });
});

describe('parseMapFiles(maps)', () => {
  it('fills in what is left out', () => {
    expect(parseMapFiles({ 'city-wards': { file: 'wards.geojson' } }, 'dataset.yaml')).toEqual([
      {
        map: 'city-wards',
        title: 'City wards',
        file: 'wards.geojson',
        id: 'id',
        name: null,
        parent: null,
        object: null,
        credit: null,
      },
    ]);
  });

  it.each([
    [[], 'dataset.yaml: maps must be an object'],
    [{ Wards: {} }, 'dataset.yaml: maps.Wards: a map is named by lowercase letters, digits and hyphens'],
    [{ wards: null }, 'dataset.yaml: maps.wards must be an object'],
    [{ wards: { fiel: 'a.json' } }, 'dataset.yaml: maps.wards has no field "fiel"; did you mean "file"?'],
    [
      { wards: {} },
      'dataset.yaml: maps.wards.file must name a .geojson, .topojson or .json file beside the descriptor; found nothing',
    ],
    [{ wards: { file: '../a.json' } }, 'found "../a.json"'],
    [{ wards: { file: 'a.json', id: 7 } }, 'dataset.yaml: maps.wards.id must be text; found 7'],
  ])('refuses %j', (maps, message) => {
    expect(() => parseMapFiles(maps, 'dataset.yaml')).toThrow(message);
  });
});
