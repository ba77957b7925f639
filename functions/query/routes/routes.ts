import type { Route, RouteDescription } from '../http/route.ts';
import { TABLE_ROUTES } from '../table-queries/table-routes.ts';
import { health, openapi } from './about-api.ts';
import { dataset, datasets } from './datasets.ts';
import { ranking } from './ranking.ts';
import { receipt } from './receipt.ts';
import { regions } from './regions.ts';
import { series } from './series.ts';
import { table, tables } from './tables.ts';

/** The paths that this function answers, under the base path of the API. */
export const ROUTES: readonly Route[] = [
  datasets,
  dataset,
  regions,
  series,
  ranking,
  receipt,
  tables,
  table,
  openapi(() => DOCUMENTED),
  health,
];

/** Every path of the API: those of tables are answered by a function that has an engine. */
export const DOCUMENTED: readonly RouteDescription[] = [...ROUTES, ...TABLE_ROUTES];
