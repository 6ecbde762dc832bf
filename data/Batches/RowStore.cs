using System.Buffers.Binary;
using System.Collections.Immutable;

namespace ReAgent.Data.Batches;

/// <summary>
/// Normalized training rows in one memory-mapped file: built once per experiment, read by any number of trainers and by the evaluation at once, at
/// random and on data larger than memory. Reading is thread-safe. <see cref="RowStoreWriter"/> makes the file.
/// </summary>
/// <remarks>
/// A row is one packed record, and its next state is that of the record behind it wherever that is the same (and in the same block), so a row of a batch
/// is one or two cache lines in one place. Content is checked against checksums, block by block, when it is first read.
/// </remarks>
public sealed partial class RowStore : IRowSource, IDisposable
{
    private readonly IRowImage _image;
    private readonly string _path;
    private readonly StoredRows _stored;
    private readonly PackedSection _rows;
    private readonly PackedSection _loose;
    private readonly PackedSection _episodes;
    private readonly PackedSection _ids;

    private RowStore(IRowImage image, string path)
    {
        (_image, _path) = (image, path);
        _stored = RowStoreFormat.Read(image, path);
        _rows = new(image, _stored.Rows, Layout.RowBytes, "rows", path);
        _loose = new(image, _stored.Loose, Layout.SeenWords * sizeof(float), "loose", path);
        _episodes = new(image, _stored.Episodes, EpisodeEntry.Bytes, "episodes", path);
        _ids = new(image, _stored.EpisodeIds, 1, "episode_ids", path);
    }

    /// <summary>Shape of the rows.</summary>
    public RowLayout Layout => _stored.Layout;

    /// <summary>N, the number of rows.</summary>
    public long Count => _rows.Count;

    /// <summary>The number of episodes.</summary>
    public int Episodes => (int)_episodes.Count - 1;

    /// <summary>Rows of the longest episode.</summary>
    public long LongestEpisode => _stored.LongestEpisode;

    /// <summary>Mean reward per row, as logged.</summary>
    public double MeanReward => _stored.MeanReward;

    /// <summary>Ids of the state features in the order of their inputs.</summary>
    public ImmutableArray<long> FeatureIds => _stored.FeatureIds;

    /// <summary>Fingerprint of the encoding that made the rows: <see cref="TransitionEncoding.Fingerprint"/>.</summary>
    public string Encoding => _stored.Encoding;

    /// <summary>Rows per block: what is checked, and read ahead, at once.</summary>
    public int BlockRows => _rows.BlockRecords;

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">The file is something else, or not whole.</exception>
    public static RowStore Open(string path) => Open(new MappedImage(path), path);

    /// <summary>A store in memory, of rows that are there already.</summary>
    /// <param name="rows">Rows that span one step each.</param>
    /// <param name="episodeIds"><c>mdp_id</c> of each episode ordinal; ordinals themselves when null.</param>
    /// <exception cref="InvalidDataException">There are rows that nothing can be learned from; the message names the first.</exception>
    public static RowStore Of(TransitionRows rows, IReadOnlyList<string>? episodeIds = null)
    {
        using var content = new MemoryStream();
        using var writer = new RowStoreWriter(RowLayout.Of(rows), content);
        writer.Add(rows, episodeIds ?? [.. Enumerable.Range(0, rows.Count == 0 ? 0 : rows.Episode.Max() + 1).Select(episode => $"{episode}")]);
        writer.Finish();
        return Of(content);
    }

    internal static RowStore Of(MemoryStream content) => Open(new ArrayImage(content.ToArray()), "in memory");

    /// <summary>Checks that the rows were made by an encoding.</summary>
    /// <exception cref="InvalidDataException">They were made by another one.</exception>
    public void Require(TransitionEncoding encoding)
    {
        if (Encoding != encoding.Fingerprint)
        {
            throw new InvalidDataException(
                $"The rows of {_path} have another encoding than the model: they have {Layout} (features {string.Join(", ", FeatureIds.Take(10))}…), " +
                $"the model wants {encoding.Layout} (features {string.Join(", ", encoding.State.Layout.FeatureIds.Take(10))}…). Build the store again from its timeline.");
        }
    }

    /// <summary>Rows of an episode: its first, and how many.</summary>
    /// <param name="episode">0 … <see cref="Episodes"/>−1.</param>
    public (long First, long Count) RowsOf(int episode)
    {
        using var held = new Held(_image);
        var (first, next) = (Entry(episode), Entry(episode + 1));
        return (first.FirstRow, next.FirstRow - first.FirstRow);
    }

    /// <summary><c>mdp_id</c> of an episode.</summary>
    /// <param name="episode">0 … <see cref="Episodes"/>−1.</param>
    public string IdOf(int episode)
    {
        using var held = new Held(_image);
        var (first, next) = (Entry(episode), Entry(episode + 1));
        return System.Text.Encoding.UTF8.GetString(_ids.Records(first.FirstByte, (int)(next.FirstByte - first.FirstByte)));
    }

    /// <summary>Says that a block's rows will be read soon, so that they are loaded meanwhile.</summary>
    /// <param name="block">Row / <see cref="BlockRows"/>.</param>
    public void ReadAhead(long block)
    {
        using var held = new Held(_image);
        _rows.ReadAhead(block);
    }

    /// <summary>Checks a block now, not when the first of its rows is read.</summary>
    /// <param name="block">Row / <see cref="BlockRows"/>.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Check(long block)
    {
        using var held = new Held(_image);
        _ = _rows.Record(block * BlockRows);
    }

    /// <summary>Unmaps the file, when nobody reads from it any more.</summary>
    public void Dispose() => _image.Dispose();

    private static RowStore Open(IRowImage image, string path)
    {
        try
        {
            return new RowStore(image, path);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private EpisodeEntry Entry(int episode)
    {
        var entry = _episodes.Record(episode);
        return new(BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt64LittleEndian(entry[8..]));
    }

    /// <summary>Keeps the image in place while it is read.</summary>
    private readonly ref struct Held
    {
        private readonly IRowImage _image;

        public Held(IRowImage image)
        {
            _image = image;
            image.Hold();
        }

        public void Dispose() => _image.Release();
    }
}
