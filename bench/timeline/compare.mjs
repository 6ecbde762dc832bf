// Compares two timelines row by row: node compare.mjs OURS THEIRS  (folders of Parquet files; NODE_MODULES names the folder with @duckdb/node-api)
// Counts, for every column, the rows of the same mdp_id and sequence_number in which it differs, and compares the sums of the hashes of all rows.
import { connect } from './duckdb.mjs';

const [ours, theirs] = process.argv.slice(2).map(folder => `read_parquet('${folder}/*.parquet')`);
const connection = await connect(2);
const rows = async query => (await connection.runAndReadAll(query)).getRows();
const described = async table => (await rows(`describe select * from ${table}`)).map(([name, type]) => `${name} ${type}`);
const columns = (await described(theirs)).map(column => column.split(' ')[0]);
const [ourTypes, theirTypes] = [(await described(ours)).join(', '), (await described(theirs)).join(', ')];
if (ourTypes !== theirTypes) {
  console.log(`the columns differ:\n  ${ourTypes}\n  ${theirTypes}`);
  process.exit(1);
}

const values = columns.filter(column => column !== 'mdp_id' && column !== 'sequence_number');
const compared = await connection.runAndReadAll(`select count(*) filter (a.mdp_id is not null and b.mdp_id is not null) as matched,
  count(*) filter (a.mdp_id is null) as only_theirs, count(*) filter (b.mdp_id is null) as only_ours,
  ${values.map(column => `count(*) filter (a.mdp_id is not null and b.mdp_id is not null and a.${column} is distinct from b.${column}) as ${column}`)}
  from ${ours} a full join ${theirs} b on a.mdp_id = b.mdp_id and a.sequence_number = b.sequence_number`);
const counts = Object.fromEntries(compared.columnNames().map((name, at) => [name, Number(compared.getRows()[0][at])]));
const hash = async table => (await rows(`select sum(hash(${columns})::hugeint)::varchar from ${table}`))[0][0];
const hashes = [await hash(ours), await hash(theirs)];
const { matched, ...differences } = counts;
const wrong = Object.entries(differences).filter(([, count]) => count > 0);
const same = wrong.length === 0 && hashes[0] === hashes[1];
console.log(`${matched} rows in both, ${columns.length} columns; ` + (wrong.length === 0 ? '0 differences' : wrong.map(([name, count]) => `${name}: ${count}`).join(', '))
  + `; hash ${hashes[0]}${hashes[0] === hashes[1] ? ' in both' : ` and ${hashes[1]}`}`);
process.exit(same ? 0 : 1);
