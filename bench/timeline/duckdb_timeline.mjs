// The timeline of a log, made by DuckDB: node duckdb_timeline.mjs LOG OUTPUT [THREADS [FORM]]  (NODE_MODULES names the folder with @duckdb/node-api)
// Prints one line of JSON. The peak of memory is that of this process, of which Node itself takes about 50 MiB.
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from './duckdb.mjs';

const [log, output, threads = '1', form = 'leads'] = process.argv.slice(2);
const input = `read_parquet('${log}')`;
const window = 'window w as (partition by mdp_id order by sequence_number)';
const noFeatures = 'map {}::map(bigint, double)', noActions = '[]::varchar[]';

// The result columns, when `next` and `now` say where the next row and this one are found.
const columns = (next, now, ordinal, first) => `${now}mdp_id, ${now}state_features, ${now}action, coalesce(${next}action, '') as next_action, ${now}action_probability,
  ${now}reward, ${now}metrics, coalesce(${next}state_features, ${noFeatures}) as next_state_features, ${now}sequence_number, ${ordinal} as sequence_number_ordinal,
  coalesce(${next}sequence_number, ${now}sequence_number) - ${now}sequence_number as time_diff, ${now}sequence_number - ${first} as time_since_first,
  ${now}possible_actions, coalesce(${next}possible_actions, ${noActions}) as possible_next_actions, ${next}sequence_number is not null as not_terminal, '2019-01-01' as ds`;

const forms = {
  // One window, one LEAD for each column.
  leads: `select mdp_id, state_features, action, lead(action, 1, '') over w as next_action, action_probability, reward, metrics,
    lead(state_features, 1, ${noFeatures}) over w as next_state_features, sequence_number, row_number() over w as sequence_number_ordinal,
    lead(sequence_number, 1, sequence_number) over w - sequence_number as time_diff, sequence_number - first_value(sequence_number) over w as time_since_first,
    possible_actions, lead(possible_actions, 1, ${noActions}) over w as possible_next_actions, lead(sequence_number) over w is not null as not_terminal,
    '2019-01-01' as ds from ${input} ${window}`,
  // One window, one LEAD of all columns as a structure.
  struct: `select ${columns('n.', '', 'o', 'f')} from (select *, row_number() over w as o, first_value(sequence_number) over w as f,
    lead({'action': action, 'state_features': state_features, 'sequence_number': sequence_number, 'possible_actions': possible_actions}) over w as n
    from ${input} ${window})`,
  // Numbered rows, joined with themselves.
  join: `with t as materialized (select *, row_number() over w as o, first_value(sequence_number) over w as f from ${input} ${window})
    select ${columns('b.', 'a.', 'a.o', 'a.f')} from t a left join t b on a.mdp_id = b.mdp_id and b.o = a.o + 1`,
  // The window sees only ids; what they point to is joined by its place in the file.
  narrow: `with t as (select * from read_parquet('${log}', file_row_number = true)),
    k as (select file_row_number as r, lead(file_row_number) over w as n, row_number() over w as o, first_value(sequence_number) over w as f from t ${window})
    select ${columns('b.', 'a.', 'k.o', 'k.f')} from t a join k on a.file_row_number = k.r left join t b on b.file_row_number = k.n`,
  // Sorted once; streaming windows look one row ahead.
  stream: `select mdp_id, state_features, action, case when same then na else '' end as next_action, action_probability, reward, metrics,
    case when same then ns else ${noFeatures} end as next_state_features, sequence_number, (o - before)::bigint as sequence_number_ordinal,
    case when same then nq - sequence_number else 0 end as time_diff, sequence_number - f as time_since_first, possible_actions,
    case when same then np else ${noActions} end as possible_next_actions, same as not_terminal, '2019-01-01' as ds
    from (select *, coalesce(lead(mdp_id) over () = mdp_id, false) as same, lead(action) over () as na, lead(state_features) over () as ns,
      lead(sequence_number) over () as nq, lead(possible_actions) over () as np, row_number() over () as o
      from (select * from ${input} order by mdp_id, sequence_number))
    join (select mdp_id as m, min(sequence_number) as f, sum(count(*)) over (order by mdp_id) - count(*) as before from ${input} group by mdp_id) on m = mdp_id`,
};

if (!output || !forms[form]) {
  console.error(`usage: node duckdb_timeline.mjs LOG OUTPUT [THREADS [${Object.keys(forms).join('|')}]]`);
  process.exit(2);
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const path = join(output, 'timeline.parquet');
const connection = await connect(threads);
await connection.run('set preserve_insertion_order = false');
const cpu = process.cpuUsage();
const started = performance.now();
await connection.run(`copy (${forms[form]}) to '${path}' (format parquet, compression snappy)`);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const peakMb = Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024);
const rows = Number((await connection.runAndReadAll(`select count(*) from '${path}'`)).getRows()[0][0]);
console.log(JSON.stringify({
  seconds: Number(seconds.toFixed(3)), rows, rowsPerSecond: Math.round(rows / seconds), peakMb, bytes: statSync(path).size, cpuSeconds: (user + system) / 1e6,
}));
process.exit(0);
