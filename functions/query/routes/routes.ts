import type { Route } from '../http/route.ts';
import { dataset } from './dataset.ts';
import { datasets } from './datasets.ts';
import { health } from './health.ts';
import { openapi } from './openapi.ts';
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
