-- Feature maps as a data team exports them: 4 entries a row with the same keys everywhere (dense), or 20 ascending ids out of 200 (sparse).
-- NODE_MODULES=... ROWS=1000000 node bench/parquet/duckdb_check.mjs run FOLDER bench/parquet/map_columns.sql
select setseed(0.25);
copy (select
    'episode-' || (i // 20) as id,
    case i % 3 when 0 then 'left' when 1 then 'right' else 'stay' end as action,
    i::bigint as step,
    random() as reward,
    map {1::bigint: random(), 2: random(), 3: random(), 4: random()} as features
  from range({rows}) r(i))
  to '{folder}/dense_dictionary.parquet' (format parquet, compression snappy, parquet_version v1);
copy (select id, action, step, reward, features from '{folder}/dense_dictionary.parquet')
  to '{folder}/dense_plain.parquet' (format parquet, compression snappy, parquet_version v1, dictionary_size_limit 1);
copy (select
    'episode-' || (i // 20) as id,
    case i % 3 when 0 then 'left' when 1 then 'right' else 'stay' end as action,
    i::bigint as step,
    random() as reward,
    map_from_entries([{'k': (k * 10 + (i * 7 + k * 3) % 10)::bigint, 'v': random()} for k in range(20)]) as features
  from range({rows} // 5) r(i))
  to '{folder}/sparse_dictionary.parquet' (format parquet, compression snappy, parquet_version v1)
