using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ReAgent.Data.Work;
using static TorchSharp.torch;

namespace ReAgent.Learning.Checkpoints;

/// <summary>
/// Named tensors and a few texts in one file: the safetensors format, readable by other tools. The same content always gives the same
/// bytes.
/// </summary>
public sealed class TensorFile
{
    private readonly SortedDictionary<string, TensorEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Texts stored beside the tensors.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The tensors by name, in ordinal order of the names.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Entries => _entries;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="TensorFileException">The file is cut short or damaged.</exception>
    public static TensorFile Read(string path) => TensorFileFormat.Read(File.ReadAllBytes(path), path);

    /// <summary>Reads a whole file from memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="origin">What to call it in messages.</param>
    /// <exception cref="TensorFileException">The bytes are cut short or damaged.</exception>
    public static TensorFile Read(ReadOnlyMemory<byte> bytes, string origin) => TensorFileFormat.Read(bytes, origin);

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => TensorFileFormat.Write(this);

    /// <summary>Writes the file so that nobody ever sees half of it: aside, flushed to disk, then renamed.</summary>
    public void Write(string path) => AtomicFile.Write(Path.GetFullPath(path), ToBytes());

    /// <summary>Adds a tensor.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, TensorEntry entry)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_entries.TryAdd(name, entry))
        {
            throw new ArgumentException($"The file already has a tensor '{name}'.", nameof(name));
        }
    }

    /// <summary>Adds a copy of a float32 tensor.</summary>
    public void Add(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var values = tensor.detach().to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        Add(name, new TensorEntry(TensorType.F32, [.. tensor.shape], MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));
    }

    /// <summary>Adds bytes of a format of their own.</summary>
    public void Add(string name, ReadOnlySpan<byte> bytes) => Add(name, new TensorEntry(TensorType.U8, [bytes.Length], bytes.ToArray()));

    /// <summary>Adds a single whole number.</summary>
    public void Add(string name, long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        Add(name, new TensorEntry(TensorType.I64, [], bytes));
    }

    /// <summary>The values of a float32 tensor.</summary>
    /// <exception cref="TensorFileException">There is no such tensor, or it has another type or shape.</exception>
    public ReadOnlySpan<float> Floats(string name, IReadOnlyList<long> shape)
    {
        var entry = Get(name, TensorType.F32);
        return entry.Shape.SequenceEqual(shape)
            ? MemoryMarshal.Cast<byte, float>(entry.Data.Span)
            : throw new TensorFileException(
                $"The tensor '{name}' is [{string.Join(", ", entry.Shape)}] in the file, but [{string.Join(", ", shape)}] is needed.");
    }

    /// <summary>Bytes that were added as such.</summary>
    /// <exception cref="TensorFileException">There is no such tensor, or it has another type.</exception>
    public ReadOnlySpan<byte> Bytes(string name) => Get(name, TensorType.U8).Data.Span;

    /// <summary>A single whole number.</summary>
    /// <exception cref="TensorFileException">There is no such tensor, or it has another type.</exception>
    public long Number(string name) => BinaryPrimitives.ReadInt64LittleEndian(Get(name, TensorType.I64).Data.Span);

    /// <summary>A text stored beside the tensors.</summary>
    /// <exception cref="TensorFileException">There is no such text.</exception>
    public string Text(string key) => Metadata.TryGetValue(key, out var text)
        ? text
        : throw new TensorFileException($"The file has no text '{key}'; it has {Listing(Metadata.Keys)}.");

    private TensorEntry Get(string name, TensorType type)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            throw new TensorFileException($"The file has no tensor '{name}'. It has {Listing(_entries.Keys)}.");
        }

        return entry.Type == type ? entry : throw new TensorFileException($"The tensor '{name}' holds {entry.Type}, but {type} is needed.");
    }

    private static string Listing(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "none",
        <= 12 => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(12))} and {names.Count - 12} more",
    };
}
