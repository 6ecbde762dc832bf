// Makes the logs of the benchmark with DuckDB, unless they are there: node make_logs.mjs ROWS FOLDER  (NODE_MODULES names the folder with @duckdb/node-api)
//
//   dense     4 state features in every row, episodes one after the other
//   shuffled  the same rows in the order of a hash
//   sparse    20 of 200 state features, episodes one after the other
//
// Episodes have 200 rows. All values follow from the row's number, so that every run makes the same rows.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connect } from './duckdb.mjs';

const rows = Number(process.argv[2]), folder = process.argv[3];
if (!Number.isInteger(rows) || rows < 1 || !folder) {
  console.error('usage: node make_logs.mjs ROWS FOLDER');
  process.exit(2);
}

mkdirSync(resolve(folder), { recursive: true });
const connection = await connect(2);
await connection.run('create macro uniform(i, k) as (hash(i * 1000003 + k) % 1000000007)::double / 1000000007.0');

const log = features => `select '2026-01-01' as ds, 'user-' || (i // 200) as mdp_id, (i % 200)::bigint as sequence_number, ${features} as state_features,
  (hash(i * 7 + 3) % 2)::varchar as action, 0.5::double as action_probability, uniform(i, 11) as reward, map {'reward': uniform(i, 11)} as metrics,
  ['0', '1'] as possible_actions from range(${rows}) t(i)`;
const twenty = Array.from({ length: 20 }, (_, k) => k);
const dense = log('map([1, 2, 3, 4]::bigint[], [uniform(i, 1), uniform(i, 2) * 10, uniform(i, 3) - 0.5, uniform(i, 4)]::double[])');
const sparse = log(`map([${twenty.map(k => `(${k * 10} + hash(i * 31 + ${k}) % 10)::bigint`)}], [${twenty.map(k => `uniform(i, ${100 + k})`)}]::double[])`);
const logs = { dense, shuffled: `select * from (${dense}) order by hash(mdp_id || '/' || sequence_number)`, sparse };

for (const [name, query] of Object.entries(logs)) {
  const path = join(resolve(folder), `${name}.parquet`);
  if (!existsSync(path)) {
    await connection.run(`copy (${query}) to '${path}.new' (format parquet)`);
    renameSync(`${path}.new`, path);
    console.error(`made ${path}`);
  }
}
