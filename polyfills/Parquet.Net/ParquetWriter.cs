using System.Buffers.Binary;
using Parquet.Columns;
using Parquet.Meta;
using Parquet.Schema;
using Parquet.Thrift;

namespace Parquet;

/// <summary>
/// Writes a Parquet file, row group by row group. The same input gives the same bytes. The file becomes readable when the writer is disposed;
/// if a row group was left incomplete no footer is written, so that nobody takes the file for a whole one.
/// </summary>
public sealed class ParquetWriter : IAsyncDisposable
{
    private const string CreatedBy = "ReAgent for .NET Parquet writer version 1.0.0";

    private readonly ParquetSchema _schema;
    private readonly ParquetOptions _options;
    private readonly FileOutput _output;
    private readonly List<RowGroup> _groups = [];
    private readonly List<KeyValue> _inherited = [];
    private ParquetRowGroupWriter? _current;
    private bool _isDisposed;

    private ParquetWriter(ParquetSchema schema, ParquetOptions options, FileOutput output)
    {
        _schema = schema;
        _options = options;
        _output = output;
    }

    /// <summary>Free metadata of the file; set it any time before disposal.</summary>
    public IReadOnlyDictionary<string, string> CustomMetadata { get; set; } = new Dictionary<string, string>();

    /// <param name="schema">The columns.</param>
    /// <param name="output">Where to write; stays open. Needs to be seekable and readable only for appending.</param>
    /// <param name="options">Default: Snappy, plain encodings.</param>
    /// <param name="append">Adds row groups to the file that the stream holds; its schema must equal <paramref name="schema"/>.</param>
    /// <param name="cancellationToken">Stops the writing of the file's head, or the reading of the footer to append to.</param>
    /// <exception cref="ArgumentException">The stream cannot be written to, or not be appended to.</exception>
    /// <exception cref="ParquetException">The file to append to has another schema.</exception>
    public static async Task<ParquetWriter> CreateAsync(
        ParquetSchema schema,
        Stream output,
        ParquetOptions? options = null,
        bool append = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(output);
        if (!output.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written to", nameof(output));
        }

        options ??= new ParquetOptions();
        if (append)
        {
            return await AppendAsync(schema, output, options, cancellationToken);
        }

        var file = new FileOutput(output, 0);
        await file.WriteAsync([FileFormat.Magic], cancellationToken);
        return new ParquetWriter(schema, options, file);
    }

    /// <summary>Starts the next row group. The one before it must be complete.</summary>
    public ParquetRowGroupWriter CreateRowGroup()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _current?.CompleteValidate();
        Collect();
        _current = new ParquetRowGroupWriter(_schema, _options, _output);
        return _current;
    }

    /// <summary>Writes the footer and flushes; the stream stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_current is { IsComplete: false })
        {
            return;
        }

        Collect();
        using var footer = new ByteBuffer();
        Describe().Write(new CompactWriter(footer));
        byte[] tail = new byte[sizeof(int) + FileFormat.Magic.Length];
        BinaryPrimitives.WriteInt32LittleEndian(tail, footer.Length);
        FileFormat.Magic.Span.CopyTo(tail.AsSpan(sizeof(int)));
        await _output.WriteAsync([footer.WrittenMemory, tail], CancellationToken.None);
        await _output.FlushAsync(CancellationToken.None);
    }

    private static async Task<ParquetWriter> AppendAsync(ParquetSchema schema, Stream output, ParquetOptions options, CancellationToken cancellationToken)
    {
        if (!output.CanSeek || !output.CanRead || output.Length == 0)
        {
            throw new ArgumentException("Appending needs a stream that can be read and sought in, and that holds a Parquet file", nameof(output));
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(output, options, leaveStreamOpen: true, cancellationToken);
        if (!reader.Schema.Equals(schema))
        {
            throw new ParquetException($"Cannot append rows of another schema: {schema.GetNotEqualsMessage(reader.Schema, "the new rows", "the file")}");
        }

        output.Seek(reader.FooterOffset, SeekOrigin.Begin);
        var writer = new ParquetWriter(schema, options, new FileOutput(output, reader.FooterOffset));
        FileMetaData metadata = reader.Metadata!;
        writer._groups.AddRange(metadata.RowGroups);
        writer._inherited.AddRange(metadata.KeyValueMetadata ?? []);
        return writer;
    }

    /// <summary>Takes over what the current row group wrote; a group that was never written to counts for nothing.</summary>
    private void Collect()
    {
        if (_current is { IsUntouched: false })
        {
            _groups.Add(_current.Describe((short)Math.Min(_groups.Count, short.MaxValue)));
        }

        _current = null;
    }

    private FileMetaData Describe()
    {
        var elements = new List<SchemaElement> { new() { Name = "root", NumChildren = _schema.Fields.Count } };
        foreach (Field field in _schema.Fields)
        {
            field.AppendElements(elements);
        }

        var pairs = _inherited.Where(pair => !CustomMetadata.ContainsKey(pair.Key)).ToList();
        pairs.AddRange(CustomMetadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => new KeyValue { Key = pair.Key, Value = pair.Value }));
        return new FileMetaData
        {
            Version = 1,
            Schema = elements,
            NumRows = _groups.Sum(static group => group.NumRows),
            RowGroups = _groups,
            KeyValueMetadata = pairs.Count > 0 ? pairs : null,
            CreatedBy = CreatedBy,
            ColumnOrders = [.. _schema.DataFields.Select(static _ => new ColumnOrder { TYPEORDER = new TypeDefinedOrder() })],
        };
    }
}
