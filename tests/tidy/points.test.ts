import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { blobKey } from '../../functions/contract/keys.ts';
import { parseRegions } from '../../functions/contract/regions.ts';
import { parseShapes } from '../../functions/contract/shapes.ts';
import { TIDY_ID, type TidyShop, tidyShop } from './tidy-shop.ts';

const YAML = `
title: Air quality
time: { column: day }
region: { column: station, latitude: lat, longitude: lon, name: name, title: Stations }
measures:
  pm10: { unit: µg/m³, kind: rate }
`;
const HEADER = 'day,station,name,lat,lon,pm10';

async function blobOf<T>(shop: TidyShop, id: string, parse: (value: unknown, where: string) => T): Promise<T> {
  const object = await shop.site.get(blobKey(TIDY_ID, id));
  const bytes = (await object?.bytes()) ?? new Uint8Array();
  return parse(JSON.parse(brotliDecompressSync(bytes).toString()), '');
}

test('places with coordinates become the points of a map', async () => {
  const shop = await tidyShop(YAML, {
    'air.csv': `${HEADER}
2024-01-01,DE-1,Berlin Mitte,52.52,13.40,21
2024-01-01,DE-2,"Munich, Center",48.14,11.58,18
2024-01-02,DE-1,Berlin Mitte,52.52,13.40,25
2024-01-02,DE-2,"Munich, Center",48.14,11.58,17
`,
  });
  const { snapshot, receipt } = await shop.build();
  expect(receipt.outcome).toBe('published');
  expect(receipt.inputs.flatMap(({ warnings }) => warnings)).toEqual([]);
  const [map] = snapshot?.maps ?? [];
  expect(map).toMatchObject({ id: 'points', title: 'Stations', regionCount: 2 });
  const shapes = await blobOf(shop, map?.shapes ?? '', parseShapes);
  expect(shapes.objects.points?.geometries.map(({ id, properties }) => [id, properties.name])).toEqual([
    ['DE-1', 'Berlin Mitte'],
    ['DE-2', 'Munich, Center'],
  ]);
  const [berlin, munich] = shapes.objects.points?.geometries.map(({ coordinates }) => coordinates) ?? [];
  expect(berlin?.[0]).toBeGreaterThan(munich?.[0] ?? Infinity);
  expect(berlin?.[1]).toBeLessThan(munich?.[1] ?? 0);
  expect(shapes.objects.land?.arcs.length).toBeGreaterThan(1);
  const regions = await blobOf(shop, map?.regions ?? '', parseRegions);
  expect(regions.names).toEqual(['Berlin Mitte', 'Munich, Center']);
  expect(await shop.values('DE-1')).toEqual({ '2024-01-01': 21, '2024-01-02': 25 });
});

const AT = '2024-01-01';

/** Rows of so many stations around Berlin. */
function stations(
  count: number,
  change: (index: number) => Partial<Record<'lat' | 'lon', string>> = () => ({}),
): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const { lat = `${52 + index / 100}`, lon = '13.4' } = change(index);
    return `${AT},S${index},Station ${index},${lat},${lon},${index}`;
  });
  return `${[HEADER, ...rows].join('\n')}\n`;
}

async function warningsOf(csv: string): Promise<readonly string[]> {
  const { receipt } = await (await tidyShop(YAML, { 'air.csv': csv })).build();
  expect(receipt.outcome, receipt.summary).not.toBe('refused');
  return receipt.inputs.flatMap(({ warnings }) => warnings);
}

async function refusalOf(csv: string, yaml = YAML): Promise<string> {
  const { receipt } = await (await tidyShop(yaml, { 'air.csv': csv })).build();
  expect(receipt.outcome).toBe('refused');
  return receipt.summary;
}

test('a wrong coordinate is named with its column and line', async () => {
  const warnings = await warningsOf(stations(40, index => (index === 4 ? { lat: '97.1' } : {})));
  expect(warnings).toEqual([
    'column "lat" must be a latitude from -90 to 90; found "97.1" at line 6',
    '"S4" has no coordinates, at line 6 or elsewhere; it is not on the map',
  ]);
});

test('many wrong coordinates refuse the map', async () => {
  expect(await refusalOf(stations(40, () => ({ lat: '13.4', lon: 'north' })))).toContain(
    'column "lon" must be a longitude from -180 to 180; found "north" at line 2',
  );
  expect(await refusalOf(stations(40, index => ({ lat: `${100 + index}`, lon: '52.5' })))).toContain(
    'are latitude and longitude swapped?',
  );
  expect(await refusalOf(stations(3, () => ({ lat: '', lon: '' })))).toContain(
    'no place has a latitude and a longitude',
  );
});

test('a place in two positions is drawn at the usual one, and named', async () => {
  const more = `${AT.replace('01-01', '01-02')},S1,Station 1,52.01,13.4,1\n2024-01-03,S1,Station 1,48.1,13.4,1\n`;
  expect(await warningsOf(stations(10) + more)).toEqual([
    '"S1" is at 52.01, 13.4 and, at line 13, at 48.1, 13.4; it is drawn at the first, as most of its rows have it',
  ]);
});

test('a column whose values are not single places is refused', async () => {
  const rows = ['Acme,52.5,13.4', 'Acme,48.1,11.6', 'Bolt,50.9,6.9', 'Bolt,53.5,10'].map((place, index) => {
    const [name, lat, lon] = place.split(',');
    return `2024-01-0${index + 1},${name},${name},${lat},${lon},1`;
  });
  expect(await refusalOf(`${[HEADER, ...rows].join('\n')}\n`)).toContain(
    'most places lie in several positions, such as "Acme" at lines',
  );
});

test('places, names and points are the same whatever the order of rows', async () => {
  const [header = '', ...rows] = stations(30).trim().split('\n');
  const one = await tidyShop(YAML, { 'air.csv': `${[header, ...rows].join('\n')}\n` });
  const other = await tidyShop(YAML, { 'air.csv': `${[header, ...rows.reverse()].join('\n')}\n` });
  const shapesOf = async (shop: TidyShop) => (await shop.build()).snapshot?.maps[0]?.shapes;
  const shapes = await shapesOf(one);
  expect(shapes).toMatch(/^[0-9a-f]{32}$/);
  expect(await shapesOf(other)).toBe(shapes);
});

test('a station that appears later is added to the points, and one more day changes nothing else', async () => {
  const shop = await tidyShop(YAML, { 'air.csv': stations(5) });
  const first = await shop.build();
  await shop.put('air.csv', `${stations(5)}2024-01-02,S1,Station 1,52.01,13.4,4\n`);
  const second = await shop.build();
  expect(second.snapshot?.maps[0]?.shapes).toBe(first.snapshot?.maps[0]?.shapes);
  await shop.put('air.csv', `${stations(6)}2024-01-02,S1,Station 1,52.01,13.4,4\n`);
  const third = await shop.build();
  expect(third.snapshot?.maps[0]?.regionCount).toBe(6);
  expect(third.snapshot?.maps[0]?.shapes).not.toBe(first.snapshot?.maps[0]?.shapes);
});

test('ids of points have no commas, which separate ids in addresses', async () => {
  const yaml = 'region: { column: city, latitude: lat, longitude: lon }\nmeasures: { people: { kind: level } }';
  const shop = await tidyShop(yaml, {
    'cities.csv': 'city,lat,lon,people\n"Salem, OR",44.9,-123,175\n"Salem, MA",42.5,-70.9,44\n',
  });
  const { snapshot } = await shop.build();
  expect(snapshot?.period.unit).toBe('none');
  const { series } = await shop.series('regions=Salem OR,Salem MA');
  expect(series.map(({ values }) => values)).toEqual([[175], [44]]);
  const { entries } = await shop.ranking('');
  expect(entries.map(({ name }) => name)).toEqual(['Salem, OR', 'Salem, MA']);
});
