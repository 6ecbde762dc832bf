using ReAgent.Bench.ParquetFiles;

return args switch
{
    [] => await Throughput.RunAsync(1_000_000),
    [var rows] when int.TryParse(rows, out int count) && count > 0 => await Throughput.RunAsync(count),
    ["maps", var folder] => await MapColumns.RunAsync(folder, MapColumns.Rounds),
    ["maps", var folder, var rounds] when int.TryParse(rounds, out int count) && count > 0 => await MapColumns.RunAsync(folder, count),
    ["write-samples", var folder] => await Samples.WriteAsync(folder),
    ["read-samples", var folder] => await Samples.ReadAsync(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench/parquet [-- ROWS]              rows per second, written and read (default 1,000,000 rows)
               dotnet run -c Release --project bench/parquet -- maps FOLDER [ROUNDS]   nanoseconds per map entry, for the files of map_columns.sql
               dotnet run -c Release --project bench/parquet -- write-samples FOLDER   files and their rows as JSON, for duckdb_check.mjs read
               dotnet run -c Release --project bench/parquet -- read-samples FOLDER    checks files against their JSON, as duckdb_check.mjs write made them
        """);
    return 2;
}
