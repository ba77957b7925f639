/** What is used of DuckDB, by name: a bundler cannot tell the names of a package that is CommonJS. Loads the binary. */
export { DuckDBInstance, version } from '@duckdb/node-api';
