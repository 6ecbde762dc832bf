using Parquet.Columns;
using Parquet.Data;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads the columns of one row group, in any order, into buffers of the caller.</summary>
public class ParquetRowGroupReader : IDisposable
{
    /// <summary>So many values are believed of any chunk; buffers for them are no danger.</summary>
    private const int PlausibleSlots = 1 << 20;

    private readonly FileInput _input;
    private readonly int _index;
    private readonly IReadOnlyDictionary<FieldPath, int> _places;

    /// <param name="input">The file.</param>
    /// <param name="group">What the footer says of the group.</param>
    /// <param name="schema">The file's schema.</param>
    /// <param name="places">Where each leaf stands among the leaves of the schema; one for all groups of the file.</param>
    /// <param name="index">Which group of the file this is.</param>
    internal ParquetRowGroupReader(FileInput input, RowGroup group, ParquetSchema schema, IReadOnlyDictionary<FieldPath, int> places, int index)
    {
        _input = input;
        _places = places;
        _index = index;
        RowGroup = group;
        if (group.NumRows < 0 || group.Columns.Count != schema.Leaves.Length)
        {
            throw new ParquetException($"row group {index} has {group.NumRows} rows in {group.Columns.Count} columns, where the schema has {schema.Leaves.Length}");
        }

        for (int i = 0; i < group.Columns.Count; i++)
        {
            Validate(schema.Leaves[i], group.Columns[i], group, index);
        }
    }

    public long RowCount => RowGroup.NumRows;

    /// <summary>What the footer says of this group.</summary>
    public RowGroup RowGroup { get; }

    public bool ColumnExists(DataField field) => GetMetadata(field) is not null;

    /// <summary>What the footer says of a column; null when there is no such column.</summary>
    public ColumnChunk? GetMetadata(DataField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return _places.TryGetValue(field.Path, out int place) ? RowGroup.Columns[place] : null;
    }

    /// <summary>Free metadata of a column.</summary>
    /// <exception cref="ParquetException">There is no such column.</exception>
    public Dictionary<string, string> GetCustomMetadata(DataField field)
    {
        var pairs = new Dictionary<string, string>();
        foreach (KeyValue pair in Chunk(field).KeyValueMetadata ?? [])
        {
            pairs[pair.Key] = pair.Value ?? "";
        }

        return pairs;
    }

    /// <summary>
    /// Bounds and counts of a column; null when the file has none. A bound that cannot be trusted for skipping rows (malformed, NaN, or of the deprecated kind whose
    /// order is not that of the values) is null.
    /// </summary>
    /// <exception cref="ParquetException">There is no such column.</exception>
    public DataColumnStatistics? GetStatistics(DataField field)
    {
        Statistics? statistics = Chunk(field).Statistics;
        return statistics is null
            ? null
            : new DataColumnStatistics(
                statistics.NullCount,
                statistics.DistinctCount,
                StatisticBounds.Read(field, statistics.MinValue, statistics.Min),
                StatisticBounds.Read(field, statistics.MaxValue, statistics.Max));
    }

    /// <summary>Reads a leaf that is always present.</summary>
    /// <exception cref="ArgumentException">Not the leaf's type, a leaf that may be absent, or too small a buffer.</exception>
    /// <exception cref="ParquetException">There is no such column, or it is malformed.</exception>
    public async ValueTask ReadAsync<T>(DataField field, Memory<T> values, Memory<int>? repetitionLevels = null, CancellationToken cancellationToken = default)
        where T : struct
    {
        if (field.MaxDefinitionLevel > 0)
        {
            throw new ArgumentException($"Column '{field.Path}' may be absent (up to level {field.MaxDefinitionLevel}); read it into nullable values, or raw with its levels", nameof(field));
        }

        await ReadChunkAsync(field, LeafCodecs.For<T>(field), values, default, repetitionLevels ?? default, cancellationToken);
    }

    /// <summary>Reads a flat leaf that may be null.</summary>
    /// <exception cref="ArgumentException">Not the leaf's type, a leaf that repeats, or too small a buffer.</exception>
    /// <exception cref="ParquetException">There is no such column, or it is malformed.</exception>
    public async ValueTask ReadAsync<T>(DataField field, Memory<T?> values, Memory<int>? repetitionLevels = null, CancellationToken cancellationToken = default)
        where T : struct
    {
        using var merger = new NullMerger<T>(field, Slots(field), values.Length, repetitionLevels);
        await ReadChunkAsync(field, LeafCodecs.For<T>(field), merger.Packed, merger.Levels, default, cancellationToken);
        merger.Spread(values.Span);
    }

    /// <inheritdoc cref="ReadAsync{T}(DataField, Memory{T?}, Memory{int}?, CancellationToken)"/>
    public ValueTask ReadAsync(DataField field, Memory<string?> values, Memory<int>? repetitionLevels = null, CancellationToken cancellationToken = default) =>
        ReadObjectsAsync(field, values, repetitionLevels, cancellationToken);

    /// <inheritdoc cref="ReadAsync{T}(DataField, Memory{T?}, Memory{int}?, CancellationToken)"/>
    public ValueTask ReadAsync(DataField field, Memory<byte[]?> values, Memory<int>? repetitionLevels = null, CancellationToken cancellationToken = default) =>
        ReadObjectsAsync(field, values, repetitionLevels, cancellationToken);

    /// <summary>Reads a leaf in its striped form: present values without gaps, and a level per slot.</summary>
    /// <param name="field">A leaf of the reader's schema.</param>
    /// <param name="values">At least <c>NumValues</c> of the chunk's metadata long.</param>
    /// <param name="definitionLevels">As long; null when not wanted.</param>
    /// <param name="repetitionLevels">As long; null when not wanted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException">Not the leaf's type, or too small a buffer.</exception>
    /// <exception cref="ParquetException">There is no such column, or it is malformed.</exception>
    public async ValueTask ReadRawAsync<T>(
        DataField field,
        Memory<T> values,
        Memory<int>? definitionLevels,
        Memory<int>? repetitionLevels,
        CancellationToken cancellationToken = default)
        where T : struct
    {
        int slots = Slots(field);
        RequireRoom(field, definitionLevels, slots, nameof(definitionLevels));
        RequireRoom(field, repetitionLevels, slots, nameof(repetitionLevels));
        await ReadChunkAsync(field, LeafCodecs.For<T>(field), values, definitionLevels ?? default, repetitionLevels ?? default, cancellationToken);
    }

    /// <summary>Reads a leaf in its striped form into memory of its own; cast the result to <see cref="RawColumnData{T}"/> and dispose it.</summary>
    /// <exception cref="ParquetException">There is no such column, or it is malformed.</exception>
    public ValueTask<RawColumnData> ReadRawColumnDataBaseAsync(DataField field, CancellationToken cancellationToken = default) =>
        RawReading.ReadAsync(this, field, cancellationToken);

    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Level slots of a column, checked to be an array's length.</summary>
    internal int Slots(DataField field)
    {
        long slots = Chunk(field).NumValues;
        return slots <= Array.MaxLength ? (int)slots : throw new ParquetException($"{Where(field)} has {slots} values in one row group; at most {Array.MaxLength} can be read");
    }

    /// <summary>
    /// Checks the footer's number of values against the pages where it is large for the chunk's size, since callers make buffers of it before they read.
    /// </summary>
    /// <exception cref="ParquetException">The pages hold another number of values.</exception>
    internal async ValueTask VerifyCountsAsync(CancellationToken cancellationToken)
    {
        foreach (ColumnChunk chunk in RowGroup.Columns)
        {
            ColumnMetaData metadata = chunk.MetaData!;
            if (metadata.NumValues <= PlausibleSlots || metadata.NumValues <= metadata.TotalUncompressedSize)
            {
                continue;
            }

            string where = $"{_input.Name}row group {_index}, column '{string.Join('/', metadata.PathInSchema)}'";
            long found = await _input.CountSlotsAsync(where, metadata, cancellationToken);
            if (found != metadata.NumValues)
            {
                throw new ParquetException($"{where} at byte {metadata.DataPageOffset} has pages of {found} values in all, but the footer says {metadata.NumValues}");
            }
        }
    }

    /// <summary>Loads the stored bytes of a column.</summary>
    internal ValueTask<ChunkBytes> LoadAsync(DataField field, CancellationToken cancellationToken) =>
        _input.ReadChunkAsync(Where(field), Chunk(field), cancellationToken);

    /// <summary>Decodes what <see cref="LoadAsync"/> loaded and returns how many values are present.</summary>
    internal int Decode<T>(ChunkBytes chunk, DataField field, LeafCodec<T> codec, Span<T> values, Span<int> definitionLevels, Span<int> repetitionLevels)
    {
        using var reader = new ChunkReader<T>(chunk, field, codec, RowCount);
        return reader.Read(values, definitionLevels, repetitionLevels);
    }

    private async ValueTask<int> ReadChunkAsync<T>(
        DataField field,
        LeafCodec<T> codec,
        Memory<T> values,
        Memory<int> definitionLevels,
        Memory<int> repetitionLevels,
        CancellationToken cancellationToken)
    {
        int slots = Slots(field);
        if (values.Length < slots)
        {
            throw new ArgumentException($"Column '{field.Path}' has {slots} values, but the buffer has room for {values.Length}", nameof(values));
        }

        cancellationToken.ThrowIfCancellationRequested();
        using ChunkBytes chunk = await LoadAsync(field, cancellationToken);
        return Decode(chunk, field, codec, values.Span, definitionLevels.Span, repetitionLevels.Span);
    }

    private async ValueTask ReadObjectsAsync<T>(DataField field, Memory<T?> values, Memory<int>? repetitionLevels, CancellationToken cancellationToken)
        where T : class
    {
        using var merger = new NullMerger<T>(field, Slots(field), values.Length, repetitionLevels);
        int present = await ReadChunkAsync(field, LeafCodecs.For<T>(field)!, values!, merger.Levels, default, cancellationToken);
        merger.SpreadInPlace(values.Span, present);
    }

    private ColumnMetaData Chunk(DataField field) =>
        GetMetadata(field)?.MetaData
        ?? throw new ParquetException($"{_input.Name}there is no column '{field.Path}'; columns are {string.Join(", ", _places.Keys)}");

    /// <summary>How error messages name a column of this group.</summary>
    private string Where(DataField field) => $"{_input.Name}row group {_index}, column '{field.Path}'";

    private static void RequireRoom(DataField field, Memory<int>? levels, int slots, string parameter)
    {
        if (levels is { } given && given.Length < slots)
        {
            throw new ArgumentException($"Column '{field.Path}' has {slots} level slots, but the buffer has room for {given.Length}", parameter);
        }
    }

    private static void Validate(DataField leaf, ColumnChunk chunk, RowGroup group, int index)
    {
        ColumnMetaData metadata = chunk.MetaData
            ?? throw new ParquetException($"row group {index}, column '{leaf.Path}': the footer holds no metadata of the chunk");
        if (!string.IsNullOrEmpty(chunk.FilePath))
        {
            throw new ParquetException($"row group {index}, column '{leaf.Path}' lies in another file ('{chunk.FilePath}'), which is not supported");
        }

        if (metadata.Type != leaf.SchemaElement!.Type)
        {
            throw new ParquetException($"row group {index}, column '{leaf.Path}' holds {metadata.Type}, but the schema says {leaf.SchemaElement.Type}");
        }

        // Rows and slots are told twice, so one corrupt number cannot make callers allocate what it asks for.
        bool isFlat = leaf.MaxRepetitionLevel == 0;
        if (isFlat ? metadata.NumValues != group.NumRows : metadata.NumValues < group.NumRows)
        {
            throw new ParquetException($"row group {index}, column '{leaf.Path}' has {metadata.NumValues} values for {group.NumRows} rows");
        }
    }
}
