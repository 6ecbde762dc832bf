-- Files that exercise DuckDB's writer: both page versions, all compressions, with and without dictionaries.
create or replace table t as select
  i::int as i32,
  case when i % 7 = 0 then null else (i * 1000000007)::bigint end as i64,
  (i % 5)::tinyint as i8,
  (i % 200)::utinyint as u8,
  (i % 3000 - 1500)::smallint as i16,
  (i * 1000)::uinteger as u32,
  (i * 10000000000)::ubigint as u64,
  i % 3 = 0 as b,
  case when i % 4 = 0 then null else i % 3 = 1 end as bn,
  (i / 7.0)::float as f,
  case when i % 11 = 0 then null when i % 97 = 0 then 'nan'::double else i / 3.0 end as d,
  case when i % 10 = 0 then null else 'value ' || (i % 4) end as s,
  'prefix shared by all, then ' || i || ' ünïcödé' as long_s,
  case when i % 6 = 0 then null else encode('bytes' || (i % 300)) end as bytes,
  date '2020-01-01' + (i % 1000)::int as dt,
  timestamp '2020-01-01 12:34:56.789' + to_microseconds(i * 1234567) as ts,
  timestamptz '2019-01-01 00:00:00+00' + to_hours(i % 500) as tz,
  (i / 100.0)::decimal(9, 2) as dec9,
  (i * 12345.6789)::decimal(18, 4) as dec18,
  (i * 123456789.123456)::decimal(30, 6) as dec30,
  ('00000000-0000-0000-0000-' || lpad(i::varchar, 12, '0'))::uuid as id,
  case when i % 9 = 0 then null when i % 8 = 0 then [] else [i, null, i % 3] end as li,
  [['a', 'b' || (i % 3)], [], null] as lls,
  case when i % 5 = 0 then null else map {1: (i / 2.0)::float, 2: null, i + 10: 3.5::float} end as m,
  map {'k' || (i % 2): [i, i + 1], 'z': []} as ml,
  case when i % 13 = 0 then null else {'a': i, 'b': case when i % 2 = 0 then 's' || (i % 3) end, 'c': [{'x': i, 'y': null}]} end as st,
  [map {i: 1.5::double}, null, map {}] as lm
from range({rows}) r(i);
copy t to '{folder}/v1_none.parquet' (format parquet, compression uncompressed, parquet_version v1);
copy t to '{folder}/v1_snappy.parquet' (format parquet, compression snappy, parquet_version v1);
copy t to '{folder}/v1_gzip.parquet' (format parquet, compression gzip, parquet_version v1);
copy t to '{folder}/v1_zstd.parquet' (format parquet, compression zstd, parquet_version v1);
copy t to '{folder}/v1_brotli.parquet' (format parquet, compression brotli, parquet_version v1);
copy t to '{folder}/v1_lz4_raw.parquet' (format parquet, compression lz4_raw, parquet_version v1);
copy t to '{folder}/v1_snappy_no_dictionary.parquet' (format parquet, compression snappy, parquet_version v1, dictionary_size_limit 1, row_group_size 2048);
copy t to '{folder}/v2_none.parquet' (format parquet, compression uncompressed, parquet_version v2);
copy t to '{folder}/v2_snappy.parquet' (format parquet, compression snappy, parquet_version v2, row_group_size 2048);
copy t to '{folder}/v2_zstd_no_dictionary.parquet' (format parquet, compression zstd, parquet_version v2, dictionary_size_limit 1)
