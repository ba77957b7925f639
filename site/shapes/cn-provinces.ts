import china from '@svg-maps/china';
import { markSmallShapes, type ShapeMark } from '../../functions/shapes/mark-small-shapes.ts';
import { fitFeatures } from '../../functions/shapes/shape-feature.ts';
import { readSvgMap } from './read-svg-map.ts';
import { snapPoints } from './round-features.ts';
import type { ShapeMap } from './shape-map.ts';

/** Macau has cases of its own and would be a pixel. */
const MACAU_MARK: ShapeMark = { below: 3, radius: 2 };

/** Mainland provinces, Hong Kong and Macau. The package draws no Taiwan; its data is a country's, on the world map. */
export const cnProvinces: ShapeMap = {
  map: 'cn-provinces',
  title: 'Chinese provinces',
  nouns: { one: 'province', many: 'Chinese provinces' },
  credit: 'MapSVG, via @svg-maps/china (CC BY 4.0); simplified',
  draw: () => {
    const shapes = readSvgMap(china).map(shape => {
      const [code, name = shape.name] = PROVINCES[shape.id] ?? [];
      if (!code) throw new Error(`a province must be in the table; found ${shape.id}`);
      return { ...shape, id: `CN-${code}`, name };
    });
    const { features, ...size } = fitFeatures(snapPoints(shapes, 0.1), 1000);
    return { ...size, features: markSmallShapes(features, () => MACAU_MARK) };
  },
  step: 0.25,
  minTriangle: 0.5,
  minRing: 0.5,
  regionsOf: id => [id],
};

/** ISO 3166-2 per id of the package, and the usual English name where the package has another. */
const PROVINCES: Readonly<Record<string, readonly [code: string, name?: string]>> = {
  anhui: ['AH'],
  beijing: ['BJ'],
  chongqing: ['CQ'],
  fujian: ['FJ'],
  gansu: ['GS'],
  guangdong: ['GD'],
  'guangxi-zhuang': ['GX', 'Guangxi'],
  guizhou: ['GZ'],
  hainan: ['HI'],
  hebei: ['HE'],
  heilongjiang: ['HL'],
  henan: ['HA'],
  'hong-kong': ['HK'],
  hubei: ['HB'],
  hunan: ['HN'],
  jiangsu: ['JS'],
  jiangxi: ['JX'],
  jilin: ['JL'],
  liaoning: ['LN'],
  macau: ['MO'],
  'nei-mongol': ['NM', 'Inner Mongolia'],
  'ningxia-hui': ['NX', 'Ningxia'],
  quinghai: ['QH', 'Qinghai'],
  shaanxi: ['SN'],
  shandong: ['SD'],
  shanghai: ['SH'],
  shanxi: ['SX'],
  sichuan: ['SC'],
  tianjin: ['TJ'],
  'xinjiang-uygur': ['XJ', 'Xinjiang'],
  xizang: ['XZ', 'Tibet'],
  yunnan: ['YN'],
  zhejiang: ['ZJ'],
};
