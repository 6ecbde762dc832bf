// Exchanges files with DuckDB, in both directions, row by row.
//
//   npm install @duckdb/node-api          (anywhere; name that folder in NODE_MODULES)
//   dotnet run -c Release --project bench/parquet -- write-samples ours
//   NODE_MODULES=/path/to/node_modules node bench/parquet/duckdb_check.mjs read ours
//   NODE_MODULES=/path/to/node_modules node bench/parquet/duckdb_check.mjs write theirs
//   dotnet run -c Release --project bench/parquet -- read-samples theirs
//
// `read` compares what DuckDB reads from every *.parquet of the folder with the *.json beside it, and the footer's bounds with the values.
// `write` runs every statement of a *.sql file (default: duckdb_samples.sql beside this script), with {folder} and {rows} (the variable ROWS, default
// 5000) replaced, and puts rows as JSON beside each file. `run` does the same without the JSON.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync, readdirSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const modules = resolve(process.env.NODE_MODULES ?? 'node_modules');
const { DuckDBInstance } = createRequire(join(modules, 'x.js'))('@duckdb/node-api');
const [verb, folder, sql] = process.argv.slice(2);
if (!['read', 'write', 'run'].includes(verb) || !folder || (verb === 'run' && !sql)) {
  console.error('usage: node duckdb_check.mjs read|write|run FOLDER [SQL]');
  process.exit(2);
}

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run("set TimeZone = 'UTC'");

// The same form as RecordJson gives rows on the other side.
function plain(value) {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  switch (value.constructor.name) {
    case 'DuckDBArrayValue': case 'DuckDBListValue': return value.items.map(plain);
    case 'DuckDBStructValue': return Object.values(value.entries).map(plain);
    case 'DuckDBMapValue': return value.entries.map(e => [plain(e.key), plain(e.value)]);
    case 'DuckDBBlobValue': return Buffer.from(value.bytes).toString('hex');
    case 'DuckDBDateValue': return value.days;
    case 'DuckDBTimestampValue': case 'DuckDBTimestampTZValue': return value.micros.toString();
    case 'DuckDBTimestampNanosecondsValue': return (value.nanos >= 0n ? value.nanos / 1000n : -((-value.nanos + 999n) / 1000n)).toString();
    case 'DuckDBTimestampMillisecondsValue': return (value.millis * 1000n).toString();
    case 'DuckDBDecimalValue': return value.scale > 0 ? value.toString().replace(/\.?0+$/, '') : value.toString();
    case 'DuckDBUUIDValue': return value.toString();
    case 'DuckDBTimeValue': case 'DuckDBTimeTZValue': return value.micros.toString();
    case 'DuckDBIntervalValue': return interval(value.months, value.days, Number(value.micros / 1000n));
    default: throw new Error(`no form for ${value.constructor.name}`);
  }
}

// The twelve bytes that the format gives an interval.
function interval(...numbers) {
  const bytes = Buffer.alloc(12);
  numbers.forEach((number, i) => bytes.writeUInt32LE(number, 4 * i));
  return bytes.toString('hex');
}

async function rows(path) {
  const result = await connection.runAndReadAll(`select * from read_parquet('${path}')`);
  return result.getRows().map(row => row.map(plain));
}

function same(expected, actual, path) {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) return `${path}: ${expected.length} entries expected, ${actual.length} found`;
    for (let i = 0; i < expected.length; i++) {
      const difference = same(expected[i], actual[i], `${path}[${i}]`);
      if (difference) return difference;
    }
    return null;
  }
  return expected === actual ? null : `${path}: ${JSON.stringify(expected)} expected, ${JSON.stringify(actual)} found`;
}

async function scalar(query) {
  return (await connection.runAndReadAll(query)).getRows();
}

let failures = 0;
if (verb === 'read') {
  for (const name of readdirSync(folder).filter(f => f.endsWith('.parquet')).sort()) {
    const path = join(folder, name);
    const expected = JSON.parse(readFileSync(path.replace(/\.parquet$/, '.json')));
    const difference = same(expected, await rows(path), '$');
    // A filter lets DuckDB skip row groups by their bounds: wrong bounds lose rows.
    const all = await scalar(`select count(*) from read_parquet('${path}') where i32 is not null and s = s`);
    const kept = await scalar(`select count(*) from (select * from read_parquet('${path}') where i32 >= -2147483648 and s >= '')`);
    const bounds = await scalar(`select path_in_schema, sum(stats_null_count), min(stats_min_value::int), max(stats_max_value::int) from parquet_metadata('${path}') where path_in_schema = 'i32' group by 1`);
    const truth = await scalar(`select min(i32), max(i32) from read_parquet('${path}')`);
    const wrong = difference
      ?? (all[0][0] !== kept[0][0] ? `filters keep ${kept[0][0]} of ${all[0][0]} rows` : null)
      ?? (bounds[0][2] !== truth[0][0] || bounds[0][3] !== truth[0][1] ? `bounds of i32 are ${bounds[0].slice(2)} instead of ${truth[0]}` : null);
    failures += wrong ? 1 : 0;
    console.log(`${name}: ${wrong ?? `${expected.length} rows agree`}`);
  }
} else {
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(sql ?? new URL('duckdb_samples.sql', import.meta.url), 'utf8');
  for (const statement of text.replace(/^\s*--.*$/gm, '').split(';').map(s => s.trim()).filter(s => s)) {
    await connection.run(statement.replaceAll('{folder}', folder).replaceAll('{rows}', process.env.ROWS ?? '5000'));
  }
  for (const name of verb === 'run' ? [] : readdirSync(folder).filter(f => f.endsWith('.parquet')).sort()) {
    const path = join(folder, name);
    writeFileSync(path.replace(/\.parquet$/, '.json'), JSON.stringify(await rows(path)));
    console.log(`${name}: written`);
  }
}
process.exit(failures ? 1 : 0);
