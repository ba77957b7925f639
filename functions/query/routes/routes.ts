import type { Route } from '../http/route.ts';
import { health, openapi } from './about-api.ts';
import { dataset, datasets } from './datasets.ts';
import { ranking } from './ranking.ts';
import { receipt } from './receipt.ts';
import { regions } from './regions.ts';
import { series } from './series.ts';

/** Every path of the API, under its base path. */
export const ROUTES: readonly Route[] = [
  datasets,
  dataset,
  regions,
  series,
  ranking,
  receipt,
  openapi(() => ROUTES),
  health,
];
