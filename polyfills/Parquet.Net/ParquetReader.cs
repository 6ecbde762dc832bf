using Parquet.Columns;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads a Parquet file. One reader serves one reading task at a time, since its row groups share one stream.</summary>
public sealed class ParquetReader : IAsyncDisposable
{
    private readonly FileInput _input;
    private readonly ParquetRowGroupReader[] _groups;

    private ParquetReader(FileInput input, FileMetaData metadata, ParquetOptions options)
    {
        _input = input;
        Metadata = metadata;
        Schema = SchemaReader.Read(metadata.Schema, options);
        _groups = new ParquetRowGroupReader[metadata.RowGroups.Count];
        var places = new Dictionary<FieldPath, int>();
        for (int i = 0; i < Schema.Leaves.Length; i++)
        {
            places[Schema.Leaves[i].Path] = i;
        }

        for (int i = 0; i < _groups.Length; i++)
        {
            _groups[i] = new ParquetRowGroupReader(input, metadata.RowGroups[i], Schema, places, i);
        }

        foreach (KeyValue pair in metadata.KeyValueMetadata ?? [])
        {
            CustomMetadata[pair.Key] = pair.Value ?? "";
        }
    }

    public ParquetSchema Schema { get; }

    public int RowGroupCount => _groups.Length;

    public IReadOnlyList<ParquetRowGroupReader> RowGroups => _groups;

    /// <summary>Free metadata of the file.</summary>
    public Dictionary<string, string> CustomMetadata { get; } = [];

    /// <summary>The footer.</summary>
    public FileMetaData? Metadata { get; }

    internal long FooterOffset => _input.FooterOffset;

    /// <summary>Opens a file; disposing the reader closes it.</summary>
    /// <exception cref="IOException">Not a Parquet file, or not a whole one.</exception>
    /// <exception cref="ParquetException">The footer is malformed.</exception>
    public static Task<ParquetReader> CreateAsync(string path, ParquetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        // Chunks are read whole, so a buffer in the stream would only copy once more.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return CreateAsync(stream, options, leaveStreamOpen: false, cancellationToken);
    }

    /// <summary>Reads from a stream, which must be seekable.</summary>
    /// <exception cref="ArgumentException">The stream cannot be read or sought in.</exception>
    /// <exception cref="IOException">Not a Parquet file, or not a whole one.</exception>
    /// <exception cref="ParquetException">The footer is malformed.</exception>
    public static async Task<ParquetReader> CreateAsync(
        Stream input,
        ParquetOptions? options = null,
        bool leaveStreamOpen = true,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!input.CanRead || !input.CanSeek)
        {
            throw new ArgumentException("The stream must be readable and seekable", nameof(input));
        }

        var file = new FileInput(input, leaveStreamOpen);
        try
        {
            FileMetaData metadata = await file.ReadFooterAsync(cancellationToken);
            var reader = new ParquetReader(file, metadata, options ?? new ParquetOptions());
            foreach (ParquetRowGroupReader group in reader._groups)
            {
                await group.VerifyCountsAsync(cancellationToken);
            }

            return reader;
        }
        catch (ParquetException e) when (file.Name.Length > 0 && !e.Message.StartsWith(file.Name, StringComparison.Ordinal))
        {
            await file.DisposeAsync();
            throw new ParquetException(file.Name + e.Message, e);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads the schema alone.</summary>
    public static async Task<ParquetSchema> ReadSchemaAsync(string path)
    {
        await using ParquetReader reader = await CreateAsync(path);
        return reader.Schema;
    }

    /// <summary>Reads the schema alone and leaves the stream open.</summary>
    public static async Task<ParquetSchema> ReadSchemaAsync(Stream input)
    {
        await using ParquetReader reader = await CreateAsync(input);
        return reader.Schema;
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no such row group.</exception>
    public ParquetRowGroupReader OpenRowGroupReader(int index) =>
        (uint)index < (uint)_groups.Length
            ? _groups[index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"The file has {_groups.Length} row groups");

    public ValueTask DisposeAsync() => _input.DisposeAsync();
}
