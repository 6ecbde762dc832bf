// A connection to DuckDB in this process. NODE_MODULES names the folder with @duckdb/node-api.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

export async function connect(threads) {
  const { DuckDBInstance } = createRequire(join(resolve(process.env.NODE_MODULES ?? 'node_modules'), 'x.js'))('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`set threads = ${threads}`);
  return connection;
}
