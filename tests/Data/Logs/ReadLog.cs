using System.Runtime.CompilerServices;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs;

namespace ReAgent.Data.Tests.Logs;

/// <summary>All rows of a log, in order, and what was wrong with them.</summary>
internal sealed record ReadLog(EpisodeTable Table, IReadOnlyList<string> Problems, IReadOnlyList<int> ProblemRows, LogLayout Layout, IReadOnlyList<string> Places)
{
    /// <summary>The files made by other tools.</summary>
    public static string Fixtures([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "fixtures");

    public static Task<ReadLog> Fixture(string pattern, LogOptions? options = null) => Of(Fixtures(), pattern, options);

    public static async Task<ReadLog> Of(string folder, string pattern, LogOptions? options = null, long partBytes = LogLayout.DefaultPartBytes)
    {
        options ??= new LogOptions();
        var layout = await LogLayout.Find(LogFiles.Find(folder, [pattern], options), options, partBytes);
        var table = new EpisodeTable(layout.Episodes);
        var (problems, rows, places) = (new List<string>(), new List<int>(), new List<string>());
        foreach (var file in layout.Files)
        {
            await using var reader = await LogReader.Open(file.File, options);
            foreach (var part in file.Parts)
            {
                await foreach (var chunk in reader.Read(part, layout.Episodes))
                {
                    foreach (var problem in chunk.Problems)
                    {
                        problems.Add($"{chunk.Where(problem.Row)}: {problem}");
                        rows.Add(table.Count + problem.Row);
                    }

                    places.AddRange(Enumerable.Range(0, chunk.Table.Count).Select(chunk.Where));
                    table.Append(chunk.Table, 0, chunk.Table.Count);
                }
            }
        }

        return new ReadLog(table, problems, rows, layout, places);
    }

    /// <summary>The first difference between two tables, in words; null when they are equal.</summary>
    public static string? Difference(EpisodeTable a, EpisodeTable b)
    {
        if (a.Layout != b.Layout || a.Count != b.Count)
        {
            return $"{a.Count} rows of {a.Layout} against {b.Count} rows of {b.Layout}";
        }

        for (var column = 0; column < a.Columns.Count; column++)
        {
            for (var row = 0; row < a.Count; row++)
            {
                if (a.Columns[column].CompareRows(row, b.Columns[column], row) != 0)
                {
                    return $"column {column}, row {row}";
                }
            }
        }

        return null;
    }
}
