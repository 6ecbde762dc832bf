namespace ReAgent.Data.Episodes;

/// <summary>Writes <c>episodes/*.parquet</c>.</summary>
public static class EpisodeFiles
{
    /// <summary>Writes a table as one Parquet file.</summary>
    /// <param name="path">File to create.</param>
    /// <param name="table">Rows.</param>
    /// <param name="cancellationToken">Stops the writing; the file is then of no use.</param>
    public static async Task Write(string path, EpisodeTable table, CancellationToken cancellationToken = default)
    {
        await using var writer = await EpisodeWriter.Create(path, table.Layout, withFindings: false, cancellationToken).ConfigureAwait(false);
        await writer.Add(table, Enumerable.Range(0, table.Count).ToArray(), null, cancellationToken).ConfigureAwait(false);
        await writer.Finish(cancellationToken).ConfigureAwait(false);
    }
}
