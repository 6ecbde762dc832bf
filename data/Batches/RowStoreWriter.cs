using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using ReAgent.Data.Work;

namespace ReAgent.Data.Batches;

/// <summary>
/// Writes a row store from chunks of rows, in bounded memory whatever their number. The bytes depend on the rows alone, not on how they were divided
/// into chunks. The file appears, whole and on disk, with <see cref="Finish"/>; before that there is none.
/// </summary>
public sealed class RowStoreWriter : IDisposable
{
    private readonly RowLayout _layout;
    private readonly string _encoding;
    private readonly ImmutableArray<long> _featureIds;
    private readonly string? _path;
    private readonly Stream _output;
    private readonly Stream[] _aside;
    private readonly SectionWriter _rows;
    private readonly SectionWriter _loose;
    private readonly SectionWriter _episodes;
    private readonly SectionWriter _ids;
    private PackedRow _pending;
    private PackedRow _current;
    private string? _episode;
    private long _episodeStart;
    private long _longest;
    private double _rewards;
    private bool _finished;

    /// <param name="path">The file; an older one is replaced in one step.</param>
    /// <param name="layout">Shape of the rows.</param>
    /// <param name="encoding">Fingerprint of the encoding that makes the rows.</param>
    /// <param name="featureIds">Ids of the state features in the order of their inputs.</param>
    public RowStoreWriter(string path, RowLayout layout, string encoding = "", IReadOnlyList<long>? featureIds = null)
        : this(layout, encoding, featureIds, Aside(path), [Scratch(path, "loose"), Scratch(path, "episodes"), Scratch(path, "ids")])
    {
        _path = path;
    }

    internal RowStoreWriter(RowLayout layout, MemoryStream output)
        : this(layout, "", null, output, [new MemoryStream(), new MemoryStream(), new MemoryStream()])
    {
    }

    private RowStoreWriter(RowLayout layout, string encoding, IReadOnlyList<long>? featureIds, Stream output, Stream[] aside)
    {
        (_layout, _encoding, _featureIds, _output, _aside) = (layout, encoding, [.. featureIds ?? []], output, aside);
        output.Write(new byte[RowStoreFormat.PreludeBytes]);
        _rows = new SectionWriter(output, layout.RowBytes);
        _loose = new SectionWriter(aside[0], layout.SeenWords * sizeof(float));
        _episodes = new SectionWriter(aside[1], EpisodeEntry.Bytes);
        _ids = new SectionWriter(aside[2], 1);
        _pending = new PackedRow(layout);
        _current = new PackedRow(layout);
    }

    /// <summary>Rows written so far.</summary>
    public long Count { get; private set; }

    /// <summary>Episodes they belong to.</summary>
    public int Episodes { get; private set; }

    /// <summary>Adds rows. Rows of an episode must be adjacent and in time order, within a chunk and from one to the next.</summary>
    /// <param name="rows">Rows that span one step each.</param>
    /// <param name="episodeIds"><c>mdp_id</c> of each episode ordinal of the chunk.</param>
    /// <exception cref="InvalidDataException">There are rows that nothing can be learned from, or of another shape; the message names the first.</exception>
    public void Add(TransitionRows rows, IReadOnlyList<string> episodeIds)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        if (!RowLayout.Of(rows).Equals(_layout))
        {
            throw new InvalidDataException($"The store is for rows with {_layout}, but these have {RowLayout.Of(rows)}.");
        }

        TransitionRules.Check(rows, Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var id = episodeIds[rows.Episode[row]];
            var begins = Count == 0 || !string.Equals(_episode, id, StringComparison.Ordinal);
            if (begins)
            {
                BeginEpisode(id);
            }

            _current.Pack(rows, row, Episodes - 1);
            WritePending(begins ? null : _current);
            (_pending, _current) = (_current, _pending);
            _rewards += rows.Reward[row];
            Count++;
        }
    }

    /// <summary>Writes the end and publishes the file.</summary>
    public void Finish()
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        WritePending(null);
        AddEpisode();
        var rows = _rows.Finish(RowStoreFormat.PreludeBytes);
        var loose = Append(_loose, _aside[0]);
        var episodes = Append(_episodes, _aside[1]);
        var ids = Append(_ids, _aside[2]);
        var description = RowStoreFormat.Write(new StoredRows(
            _layout, _featureIds, _encoding, Count == 0 ? 0 : _rewards / Count, _longest, rows, loose, episodes, ids));
        var place = _output.Position;
        _output.Write(description);
        _output.Position = 0;
        _output.Write(RowStoreFormat.Prelude(description, place));
        _finished = true;
        if (_path is { } path)
        {
            ((FileStream)_output).Flush(flushToDisk: true);
            _output.Dispose();
            File.Move(path + ".tmp", path, overwrite: true);
            AtomicFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
    }

    /// <summary>Ends the writing; what was not finished is deleted.</summary>
    public void Dispose()
    {
        foreach (var stream in _aside)
        {
            stream.Dispose();
        }

        if (_path is { } path)
        {
            _output.Dispose();
            if (!_finished)
            {
                File.Delete(path + ".tmp");
            }
        }

        _finished = true;
    }

    private static FileStream Aside(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new FileStream(path + ".tmp", FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    private static FileStream Scratch(string path, string what) =>
        new($"{path}.{what}.tmp", FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    private void BeginEpisode(string id)
    {
        AddEpisode();
        foreach (var value in Encoding.UTF8.GetBytes(id))
        {
            _ids.Add([value]);
        }

        (_episode, _episodeStart) = (id, Count);
        Episodes = checked(Episodes + 1);
    }

    // Entry e is where episode e begins and the one before it ends; after the last there is one more.
    private void AddEpisode()
    {
        Span<byte> entry = stackalloc byte[EpisodeEntry.Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(entry, Count);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], _ids.Count);
        _episodes.Add(entry);
        _longest = Math.Max(_longest, Count - _episodeStart);
    }

    // The last row of a block keeps its next state to itself, so that reading a block never touches another one.
    private void WritePending(PackedRow? following)
    {
        if (Count == 0)
        {
            return;
        }

        if (_pending.SeesNothingNext)
        {
            _pending.Next = PackedRow.Nothing;
        }
        else if (following is not null && !_rows.IsLastOfBlock && _pending.SeesNext(following))
        {
            _pending.Next = PackedRow.Following;
        }
        else
        {
            _pending.Next = checked((int)_loose.Count);
            _loose.Add(MemoryMarshal.AsBytes(_pending.SeenNext));
        }

        _rows.Add(MemoryMarshal.AsBytes(_pending.Words));
    }

    private StoredSection Append(SectionWriter section, Stream aside)
    {
        // Sections begin at multiples of a cache line.
        _output.Write(new byte[(64 - (_output.Position % 64)) % 64]);
        var stored = section.Finish(_output.Position);
        aside.Position = 0;
        aside.CopyTo(_output);
        return stored;
    }
}
