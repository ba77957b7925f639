import { randomFor } from '../local/sample/seeded-random.ts';

/** Real cities with made-up numbers: latitude, longitude, people in thousands. */
const CITIES: Readonly<Record<string, readonly [number, number, number]>> = {
  Amsterdam: [52.37, 4.9, 920],
  Athens: [37.98, 23.73, 640],
  Barcelona: [41.39, 2.17, 1660],
  Belgrade: [44.79, 20.45, 1200],
  Bergen: [60.39, 5.32, 290],
  Berlin: [52.52, 13.4, 3760],
  Bern: [46.95, 7.45, 134],
  Bilbao: [43.26, -2.93, 345],
  Bologna: [44.49, 11.34, 390],
  Bordeaux: [44.84, -0.58, 260],
  Brussels: [50.85, 4.35, 1220],
  Bucharest: [44.43, 26.1, 1720],
  Budapest: [47.5, 19.04, 1690],
  Copenhagen: [55.68, 12.57, 660],
  Dublin: [53.35, -6.26, 590],
  Gdansk: [54.35, 18.65, 486],
  Hamburg: [53.55, 9.99, 1900],
  Helsinki: [60.17, 24.94, 670],
  Krakow: [50.06, 19.94, 800],
  Lisbon: [38.72, -9.14, 545],
  Ljubljana: [46.06, 14.51, 295],
  London: [51.51, -0.13, 8870],
  Lyon: [45.76, 4.84, 520],
  Madrid: [40.42, -3.7, 3330],
  Malaga: [36.72, -4.42, 590],
  Milan: [45.46, 9.19, 1370],
  Munich: [48.14, 11.58, 1510],
  Oslo: [59.91, 10.75, 710],
  Palermo: [38.12, 13.36, 630],
  Paris: [48.86, 2.35, 2100],
  Porto: [41.15, -8.61, 232],
  Prague: [50.08, 14.44, 1360],
  Riga: [56.95, 24.11, 605],
  Rome: [41.9, 12.5, 2750],
  Sofia: [42.7, 23.32, 1280],
  Stockholm: [59.33, 18.07, 985],
  Tromsø: [69.65, 18.96, 78],
  Vienna: [48.21, 16.37, 1980],
  Vilnius: [54.69, 25.28, 590],
  Warsaw: [52.23, 21.01, 1860],
  Zagreb: [45.81, 15.98, 770],
};

const MONTHS = 24;

/** Rides and temperature of each city and month: more ride where it is warm. */
export function cityRides(seed: number): (string | number)[][] {
  const months = Array.from({ length: MONTHS }, (_, month) =>
    new Date(Date.UTC(2024, month, 1)).toISOString().slice(0, 7),
  );
  const cities = Object.entries(CITIES);
  const fondness = new Map(cities.map(([city]) => [city, 0.5 + randomFor(seed, city)()]));
  return months.flatMap(month =>
    cities.map(([city, [latitude, longitude, people]]) => {
      const random = randomFor(seed, `${city} ${month}`);
      const season = -Math.cos((2 * Math.PI * (Number(month.slice(5)) - 1.5)) / 12);
      const temperature = 31 - 0.45 * latitude + (4 + 0.13 * latitude) * season + 3 * (random() - 0.5);
      const warmth = Math.min(1.6, Math.max(0.15, 0.4 + temperature / 20));
      const rides = Math.round(people * 110 * (fondness.get(city) ?? 1) * warmth * (0.9 + 0.2 * random()));
      return [month, city, latitude, longitude, people * 1000, rides, temperature.toFixed(1)];
    }),
  );
}
