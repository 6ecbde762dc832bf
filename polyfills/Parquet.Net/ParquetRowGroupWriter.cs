using Parquet.Columns;
using Parquet.Levels;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes one row group: every leaf of the schema once, in schema order. After a write has thrown, the file is to be given up.</summary>
public class ParquetRowGroupWriter : IDisposable
{
    private readonly ParquetSchema _schema;
    private readonly ParquetOptions _options;
    private readonly FileOutput _output;
    private readonly long _offset;
    private readonly List<ColumnChunk> _chunks = [];
    private int _next;

    internal ParquetRowGroupWriter(ParquetSchema schema, ParquetOptions options, FileOutput output)
    {
        _schema = schema;
        _options = options;
        _output = output;
        _offset = output.Position;
    }

    /// <summary>Rows of the group, known after its first column; null before.</summary>
    internal long? RowCount { get; private set; }

    internal bool IsUntouched => _next == 0;

    internal bool IsComplete => IsUntouched || _chunks.Count == _schema.Leaves.Length;

    /// <summary>Writes values that are all present, for leaves that cannot be null and do not repeat.</summary>
    /// <exception cref="ArgumentException">Not the leaf whose turn it is, or not its type.</exception>
    /// <exception cref="InvalidOperationException">The leaf has definition levels, or another number of rows than the first.</exception>
    public Task WriteAsync<T>(
        DataField field,
        ReadOnlyMemory<T> values,
        ReadOnlyMemory<int>? repetitionLevels = null,
        Dictionary<string, string>? customMetadata = null,
        CancellationToken cancellationToken = default)
        where T : struct
    {
        DataField leaf = Begin(field);
        if (leaf.MaxDefinitionLevel > 0)
        {
            throw LevelsMissing(leaf);
        }

        return WriteAsync(leaf, LeafCodecs.For<T>(leaf), values, null, repetitionLevels, customMetadata, cancellationToken);
    }

    /// <summary>Writes values of which some may be null; null counts as defined up to one level below the leaf's maximum.</summary>
    /// <exception cref="ArgumentException">Not the leaf whose turn it is, not its type, or a null where none may be.</exception>
    /// <exception cref="InvalidOperationException">The leaf has another number of rows than the first.</exception>
    public async Task WriteAsync<T>(
        DataField field,
        ReadOnlyMemory<T?> values,
        ReadOnlyMemory<int>? repetitionLevels = null,
        Dictionary<string, string>? customMetadata = null,
        CancellationToken cancellationToken = default)
        where T : struct
    {
        DataField leaf = Begin(field);
        LeafCodec<T> codec = LeafCodecs.For<T>(leaf);
        using var packed = new NullSplitter<T>(values.Length);
        packed.Split(values.Span, leaf);
        await WriteAsync(leaf, codec, packed.Values, packed.DefinitionLevels, repetitionLevels, customMetadata, cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync{T}(DataField, ReadOnlyMemory{T?}, ReadOnlyMemory{int}?, Dictionary{string, string}?, CancellationToken)"/>
    public Task WriteAsync(DataField field, IReadOnlyCollection<string?> values, ReadOnlyMemory<int>? repetitionLevels = null) =>
        WriteObjectsAsync(field, values, repetitionLevels);

    /// <inheritdoc cref="WriteAsync{T}(DataField, ReadOnlyMemory{T?}, ReadOnlyMemory{int}?, Dictionary{string, string}?, CancellationToken)"/>
    public Task WriteAsync(DataField field, IReadOnlyCollection<byte[]?> values, ReadOnlyMemory<int>? repetitionLevels = null) =>
        WriteObjectsAsync(field, values, repetitionLevels);

    /// <summary>Writes a leaf in its striped form, as lists, maps and structs need it.</summary>
    /// <param name="field">The leaf whose turn it is.</param>
    /// <param name="values">Present values only.</param>
    /// <param name="definitionLevels">One per slot, 0 to the leaf's maximum; a value is present where it equals the maximum. Null when the maximum is 0.</param>
    /// <param name="repetitionLevels">One per slot, 0 to the leaf's maximum; 0 starts a row. Null when the maximum is 0.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ArgumentException">Not the leaf whose turn it is, not its type, or levels that contradict each other or the values.</exception>
    /// <exception cref="InvalidOperationException">Levels are missing, or the leaf has another number of rows than the first.</exception>
    public Task WriteAllPartsAsync<T>(
        DataField field,
        ReadOnlyMemory<T> values,
        ReadOnlyMemory<int>? definitionLevels,
        ReadOnlyMemory<int>? repetitionLevels,
        CancellationToken cancellationToken)
        where T : struct
    {
        DataField leaf = Begin(field);
        return WriteAsync(leaf, LeafCodecs.For<T>(leaf), values, definitionLevels, repetitionLevels, null, cancellationToken);
    }

    /// <summary>Checks that every column was written.</summary>
    /// <exception cref="InvalidOperationException">Columns are missing.</exception>
    public void CompleteValidate()
    {
        if (_chunks.Count < _schema.Leaves.Length)
        {
            IEnumerable<string> missing = _schema.DataFields.Skip(_chunks.Count).Select(static leaf => $"'{leaf.Path}'");
            throw new InvalidOperationException($"The row group has {_chunks.Count} of {_schema.Leaves.Length} columns; missing are {string.Join(", ", missing)}");
        }
    }

    public void Dispose() => GC.SuppressFinalize(this);

    internal RowGroup Describe(short ordinal) => new()
    {
        Columns = _chunks,
        NumRows = RowCount ?? 0,
        TotalByteSize = _chunks.Sum(static chunk => chunk.MetaData!.TotalUncompressedSize),
        TotalCompressedSize = _chunks.Sum(static chunk => chunk.MetaData!.TotalCompressedSize),
        FileOffset = _offset,
        Ordinal = ordinal,
    };

    /// <summary>Moves on to the next leaf, which must be the one given.</summary>
    private DataField Begin(DataField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.SchemaElement is null)
        {
            throw new ArgumentException($"Column '{field.Name}' belongs to no schema; make a {nameof(ParquetSchema)} of it first", nameof(field));
        }

        if (_next == _schema.Leaves.Length)
        {
            throw new ArgumentException($"Column '{field.Path}' comes after the last; the row group is complete", nameof(field));
        }

        DataField expected = _schema.Leaves[_next];
        if (!ReferenceEquals(expected, field) && !expected.Equals(field))
        {
            throw new ArgumentException($"Column '{field.Path}' was given where '{expected.Path}' is next; columns are written in schema order", nameof(field));
        }

        _next++;
        return expected;
    }

    private async Task WriteObjectsAsync<T>(DataField field, IReadOnlyCollection<T?> values, ReadOnlyMemory<int>? repetitionLevels)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(values);
        DataField leaf = Begin(field);
        LeafCodec<T> codec = LeafCodecs.For<T>(leaf);
        using var packed = new NullSplitter<T>(values.Count);
        packed.SplitObjects(values, leaf);
        await WriteAsync(leaf, codec, packed.Values, packed.DefinitionLevels, repetitionLevels, null, CancellationToken.None);
    }

    private async Task WriteAsync<T>(
        DataField leaf,
        LeafCodec<T> codec,
        ReadOnlyMemory<T> values,
        ReadOnlyMemory<int>? definitionLevels,
        ReadOnlyMemory<int>? repetitionLevels,
        Dictionary<string, string>? customMetadata,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ColumnValues<T> column = Check(leaf, values, definitionLevels, repetitionLevels);
        using var writer = new ChunkWriter<T>(leaf, codec, _options);
        ColumnChunk chunk = writer.Encode(column, _output.Position);
        if (customMetadata is { Count: > 0 })
        {
            chunk.MetaData!.KeyValueMetadata =
                [.. customMetadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => new KeyValue { Key = pair.Key, Value = pair.Value })];
        }

        await _output.WriteAsync(writer.Parts, cancellationToken);
        _chunks.Add(chunk);
    }

    private ColumnValues<T> Check<T>(DataField leaf, ReadOnlyMemory<T> values, ReadOnlyMemory<int>? definitionLevels, ReadOnlyMemory<int>? repetitionLevels)
    {
        int slots = values.Length;
        ReadOnlyMemory<int> definitions = default;
        ReadOnlyMemory<int> repetitions = default;
        if (leaf.MaxDefinitionLevel > 0)
        {
            definitions = definitionLevels ?? throw LevelsMissing(leaf);
            slots = definitions.Length;
            LevelSummary summary = LevelSummary.Of(definitions.Span, leaf.MaxDefinitionLevel, leaf.MaxDefinitionLevel);
            if (!summary.IsInRange)
            {
                throw new ArgumentException($"Column '{leaf.Path}': definition levels must lie between 0 and {leaf.MaxDefinitionLevel}", nameof(definitionLevels));
            }

            if (summary.Matching != values.Length)
            {
                throw new ArgumentException($"Column '{leaf.Path}': {values.Length} values were given, but the definition levels say that {summary.Matching} are present", nameof(values));
            }
        }
        else if (definitionLevels is { Length: > 0 } superfluous && superfluous.Length != slots)
        {
            throw new ArgumentException($"Column '{leaf.Path}': {superfluous.Length} definition levels for {slots} values that are always present", nameof(definitionLevels));
        }

        long rows = slots;
        if (leaf.MaxRepetitionLevel > 0)
        {
            repetitions = repetitionLevels ?? throw new InvalidOperationException($"Column '{leaf.Path}' repeats, so it needs repetition levels");
            rows = CountRows(leaf, repetitions.Span, slots);
        }

        if (RowCount is { } known && known != rows)
        {
            throw new InvalidOperationException($"Column '{leaf.Path}' has {rows} rows, but the row group has {known}");
        }

        RowCount = rows;
        return new ColumnValues<T>(values, definitions, repetitions, slots);
    }

    private static int CountRows(DataField leaf, ReadOnlySpan<int> repetitionLevels, int slots)
    {
        if (repetitionLevels.Length != slots)
        {
            throw new ArgumentException($"Column '{leaf.Path}': {repetitionLevels.Length} repetition levels, but {slots} definition levels", nameof(repetitionLevels));
        }

        LevelSummary summary = LevelSummary.Of(repetitionLevels, leaf.MaxRepetitionLevel, 0);
        if (!summary.IsInRange || (slots > 0 && repetitionLevels[0] != 0))
        {
            throw new ArgumentException($"Column '{leaf.Path}': repetition levels must lie between 0 and {leaf.MaxRepetitionLevel}, and the first must be 0", nameof(repetitionLevels));
        }

        return summary.Matching;
    }

    private static InvalidOperationException LevelsMissing(DataField leaf) =>
        new($"Definition levels are not ready yet: column '{leaf.Path}' may be absent (up to level {leaf.MaxDefinitionLevel}). Write nullable values, or give the levels.");
}
