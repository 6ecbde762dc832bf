// Statistics of logged features on one thread: this repository's sketch beside DuckDB, on the same Parquet files, in one run.
//
//   npm install @duckdb/node-api          (anywhere; name that folder in NODE_MODULES)
//   dotnet build -c Release bench/normalization
//   NODE_MODULES=/path/to/node_modules node bench/normalization/duckdb.mjs [ROWS] [FOLDER]
//
// ROWS (default 1000000) rows of two kinds are written to FOLDER (default: a temporary one): "dense" has the same 4 features in every row, "sparse"
// another 20 of 200. Each row has an episode and a sequence number, 20 to an episode. Both sides start from rows in memory, DuckDB from the form that
// suits it best: a column per feature for dense rows, a table of (feature, value) for sparse ones. DuckDB computes count, minimum, maximum, mean and
// standard deviation ("moments"), and with them 19 approximate quantiles. The sketch computes all of it at once, and beside it the different values
// of each feature and a uniform sample of 100000 values; hashing the rows' ids is part of its time. The best of five rounds counts.
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = resolve(process.env.NODE_MODULES ?? 'node_modules');
const { DuckDBInstance, version } = createRequire(join(modules, 'x.js'))('@duckdb/node-api');
const rows = Number(process.argv[2] ?? 1_000_000);
const temporary = process.argv[3] === undefined;
const folder = temporary ? mkdtempSync(join(tmpdir(), 'normalization-')) : resolve(process.argv[3]);
mkdirSync(folder, { recursive: true });
const rounds = 5;

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run('set threads = 1');
await connection.run('select setseed(0.5)');
const normal = 'sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())';
const shares = '[' + Array.from({ length: 19 }, (_, i) => (i + 1) / 20) + ']';
const statistics = (value, quantiles) =>
  `count(${value}), min(${value}), max(${value}), avg(${value}), stddev_samp(${value})` + (quantiles ? `, approx_quantile(${value}, ${shares})` : '');

async function best(query) {
  let seconds = Infinity, result;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    result = await connection.runAndReadAll(query);
    seconds = Math.min(seconds, (performance.now() - started) / 1000);
  }
  return { seconds, first: result.getRows()[0] };
}

function ours(path) {
  const project = dirname(fileURLToPath(import.meta.url));
  const run = spawnSync('dotnet', ['run', '--no-build', '-c', 'Release', '--project', project, '--', path], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the sketch failed: ${run.stdout}${run.stderr}`);
  return JSON.parse(run.stdout.trim().split('\n').at(-1));
}

const kinds = {
  dense: {
    ids: 'range(0, 4)',
    key: 'x',
    table: `select state[0] f0, state[1] f1, state[2] f2, state[3] f3 from '${join(folder, 'dense.parquet')}'`,
    query: quantiles => `select ${[0, 1, 2, 3].map(i => statistics(`f${i}`, quantiles)).join(', ')} from dense`,
  },
  sparse: {
    ids: 'range(0, 20)',
    key: 'x * 10 + floor(random() * 10)::bigint',
    table: `select unnest(map_keys(state)) as feature, unnest(map_values(state)) as value from '${join(folder, 'sparse.parquet')}'`,
    query: quantiles => `select ${statistics('value', quantiles)} from sparse group by feature order by feature`,
  },
};

console.log(`${rows.toLocaleString('en')} rows, one thread, best of ${rounds}, DuckDB ${version?.() ?? ''}`);
for (const [name, kind] of Object.entries(kinds)) {
  const path = join(folder, `${name}.parquet`);
  await connection.run(`copy (
    select 'mdp' || (i // 20) mdp_id, i % 20 sequence_number,
      map_from_entries(list_transform(${kind.ids}, x -> struct_pack(k := (${kind.key})::bigint, v := (${normal}) * (x % 4 + 1) + x % 3))) state
    from range(0, ${rows}) t(i)) to '${path}' (format parquet)`);
  await connection.run(`create table ${name} as ${kind.table}`);
  const moments = await best(kind.query(false));
  const quantiles = await best(kind.query(true));
  await connection.run(`drop table ${name}`);
  const sketch = ours(path);

  const perSecond = seconds => `${(rows / seconds / 1e6).toFixed(2)} M rows/s`;
  console.log(`\n${name}: ${sketch.features} features, ${sketch.keptPerFeature} values kept of each, ${(sketch.memoryBytes / 2 ** 20).toFixed(1)} MiB`);
  console.log(`  DuckDB moments                       ${perSecond(moments.seconds)}`);
  console.log(`  DuckDB moments + approximate quantiles ${perSecond(quantiles.seconds)}`);
  console.log(`  sketch                               ${perSecond(sketch.sketch)} (${(quantiles.seconds / sketch.sketch).toFixed(1)} times DuckDB with quantiles, ${(moments.seconds / sketch.sketch).toFixed(1)} times without)`);
  console.log(`  quantiles of all features from it    ${(sketch.identify * 1000).toFixed(1)} ms; writing it ${(sketch.write * 1000).toFixed(1)} ms (${(sketch.sketchBytes / 2 ** 20).toFixed(1)} MiB), reading and merging ${(sketch.merge * 1000).toFixed(1)} ms`);
  console.log(`  transform, all CONTINUOUS            ${perSecond(sketch.transform)}`);
  console.log(`  transform, all QUANTILE              ${perSecond(sketch.transformQuantile)}`);

  // The same data give the same statistics, or the times compare nothing. The file holds float64 values, the sketch float32.
  const [count, min, max, mean, stddev, approximate] = quantiles.first;
  const close = (a, b, tolerance) => Math.abs(a - b) <= tolerance;
  const agree = Number(count) === sketch.first.count && close(min, sketch.first.min, 1e-5) && close(max, sketch.first.max, 1e-5)
    && close(mean, sketch.first.mean, 1e-6) && close(stddev, sketch.first.stddev, 1e-6);
  if (!agree) throw new Error(`${name}: statistics differ: ${quantiles.first} and ${JSON.stringify(sketch.first)}`);
  const gap = Math.max(...approximate.items.map((q, i) => Math.abs(q - sketch.first.quantiles[i + 1])));
  console.log(`  count, range, mean and deviation agree; quantiles differ by at most ${gap.toFixed(4)} from DuckDB's approximate ones`);
}
if (temporary) rmSync(folder, { recursive: true });
