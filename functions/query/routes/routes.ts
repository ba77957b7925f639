import type { Route } from '../http/route.ts';
import { dataset } from './dataset.ts';
import { datasets } from './datasets.ts';
import { health } from './health.ts';
import { ranking } from './ranking.ts';
import { receipt } from './receipt.ts';
import { regions } from './regions.ts';
import { series } from './series.ts';

/** Every path of the API, under `/api/v1`. */
export const ROUTES: readonly Route[] = [datasets, dataset, regions, series, ranking, receipt, health];

export const BASE_PATH = '/api/v1';
