using System.Buffers.Binary;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Telemetry;

namespace ReAgent.Data.Timelines;

/// <summary>
/// Writes the rows of a scan, divided into buckets by hash of <c>mdp_id</c>, as one file: blocks of rows, each of one bucket and with its own checksum,
/// and an index of them at the end. The file is scratch: it lives until the shards have read it.
/// </summary>
internal sealed class PartitionWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly BlockWriter _block = new();
    private readonly List<PartitionBlock> _blocks = [];

    /// <param name="path">File to create.</param>
    /// <param name="layout">Columns of the rows.</param>
    public PartitionWriter(string path, EpisodeLayout layout)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        LayoutBlock.Write(_block, layout);
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(header, PartitionFormat.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], _block.Written.Length);
        _file.Write(header);
        _file.Write(_block.Written);
    }

    /// <summary>Writes rows of one bucket.</summary>
    /// <param name="bucket">Which.</param>
    /// <param name="table">Where the rows are.</param>
    /// <param name="findings">What is wrong with each row of the table.</param>
    /// <param name="start">First of the rows.</param>
    /// <param name="count">Their number.</param>
    public void Add(int bucket, EpisodeTable table, RowFindings findings, int start, int count)
    {
        _block.Clear();
        foreach (var column in table.Columns)
        {
            ColumnBlock.Write(_block, column, start, count);
        }

        ColumnBlock.Write(_block, findings.Reasons, start, count);
        ColumnBlock.Write(_block, findings.Found, start, count);
        _blocks.Add(new PartitionBlock(bucket, count, _file.Position, _block.Written.Length, PartitionFormat.Checksum(_block.Written)));
        _file.Write(_block.Written);
        TimelineTelemetry.Spill(_block.Written.Length);
    }

    /// <summary>Takes back what was written after a place.</summary>
    public void Return(PartitionMark mark)
    {
        _file.SetLength(mark.Length);
        _file.Position = mark.Length;
        _blocks.RemoveRange(mark.Blocks, _blocks.Count - mark.Blocks);
    }

    /// <summary>The place up to which the file is written.</summary>
    public PartitionMark Mark() => new(_file.Position, _blocks.Count);

    /// <summary>Writes the index; without it the file is of no use.</summary>
    public void Finish()
    {
        _block.Clear();
        foreach (var block in _blocks)
        {
            block.Write(_block);
        }

        Span<byte> footer = stackalloc byte[PartitionFormat.FooterBytes];
        BinaryPrimitives.WriteInt32LittleEndian(footer, _blocks.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[4..], PartitionFormat.Checksum(_block.Written));
        BinaryPrimitives.WriteUInt64LittleEndian(footer[8..], PartitionFormat.Magic);
        _file.Write(_block.Written);
        _file.Write(footer);
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>A place in a partition file under construction.</summary>
internal readonly record struct PartitionMark(long Length, int Blocks);
