export interface Province {
  readonly country: 'China' | 'Canada' | 'Australia';
  /** As the reports write it. */
  readonly name: string;
  readonly population: number;
  readonly latitude: number;
  readonly longitude: number;
}

// People in thousands, latitude, longitude (rounded), name. Nunavut had no row of its own in 2020.
const CHINA = `
63240 31.8 117.2 Anhui|21540 40.2 116.4 Beijing|31020 30.1 107.9 Chongqing|39410 26.1 118 Fujian|26370 35.8 104.3 Gansu
113460 23.3 113.4 Guangdong|49260 23.8 108.8 Guangxi|36000 26.8 106.9 Guizhou|9340 19.2 109.7 Hainan|75560 37.9 114.9 Hebei
37730 47.9 127.8 Heilongjiang|96050 33.9 113.6 Henan|59170 31 112.3 Hubei|68990 27.6 111.7 Hunan|25340 44.1 113.9 Inner Mongolia
80510 33 119.5 Jiangsu|46480 27.6 115.7 Jiangxi|27040 43.7 126.2 Jilin|43590 41.3 122.6 Liaoning|6880 37.3 106.2 Ningxia
6030 35.7 96 Qinghai|38640 35.2 108.9 Shaanxi|100470 36.3 118.1 Shandong|24240 31.2 121.4 Shanghai|37180 37.6 112.3 Shanxi
83410 30.6 102.7 Sichuan|15600 39.3 117.3 Tianjin|3440 31.7 88.1 Tibet|24870 41.1 85.2 Xinjiang|48300 25 101.5 Yunnan
57370 29.2 120.1 Zhejiang|7497 22.3 114.2 Hong Kong|649 22.2 113.6 Macau`;

const CANADA = `
4413 53.9 -116.6 Alberta|5111 53.7 -127.6 British Columbia|1378 53.8 -98.8 Manitoba|780 46.6 -66.5 New Brunswick
521 53.1 -57.7 Newfoundland and Labrador|45 64.8 -124.8 Northwest Territories|977 44.7 -63.7 Nova Scotia|14712 51.3 -85.3 Ontario
158 46.5 -63.4 Prince Edward Island|8538 52.9 -73.5 Quebec|1182 52.9 -106.5 Saskatchewan|41 64.3 -135 Yukon`;

const AUSTRALIA = `
428 -35.5 149 Australian Capital Territory|8118 -33.9 151.2 New South Wales|246 -12.5 130.8 Northern Territory
5116 -27.5 153 Queensland|1757 -34.9 138.6 South Australia|536 -42.9 147.3 Tasmania|6630 -37.8 145 Victoria
2631 -32 115.9 Western Australia`;

/** The provinces of the three countries that have a map of their own. */
export const PROVINCES: readonly Province[] = [
  ...provincesOf('China', CHINA),
  ...provincesOf('Canada', CANADA),
  ...provincesOf('Australia', AUSTRALIA),
];

function provincesOf(country: Province['country'], table: string): Province[] {
  return table
    .trim()
    .split(/[|\n]/)
    .map(entry => {
      const [thousands, latitude, longitude, ...words] = entry.split(' ');
      return {
        country,
        name: words.join(' '),
        population: Number(thousands) * 1_000,
        latitude: Number(latitude),
        longitude: Number(longitude),
      };
    });
}
