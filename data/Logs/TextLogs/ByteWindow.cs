using System.Buffers;

namespace ReAgent.Data.Logs.TextLogs;

/// <summary>A window that moves over the text of a log file, unpacked, and grows while it holds no whole line.</summary>
internal sealed class ByteWindow : IAsyncDisposable
{
    /// <summary>Longest line that is read: beyond it, something else is wrong, such as a quote that is never closed.</summary>
    public const int MostBytes = 64 << 20;

    private const int Block = 1 << 20;

    private readonly LogFile _file;
    private readonly Stream _stream;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(2 * Block);
    private int _start;
    private int _end;

    private ByteWindow(LogFile file, Stream stream, long position) => (_file, _stream, Position) = (file, stream, position);

    /// <summary>What was read of the file and not yet used.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Where <see cref="Unread"/> starts in the unpacked text, in bytes.</summary>
    public long Position { get; private set; }

    /// <summary>True when nothing follows <see cref="Unread"/>.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Opens a file at a byte of its text; one that is compressed, at the start.</summary>
    /// <exception cref="DamagedLogException">The file is not in UTF-8.</exception>
    public static async Task<ByteWindow> Open(LogFile file, long start, CancellationToken cancellationToken)
    {
        var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        stream.Position = start;
        var window = new ByteWindow(file, file.IsCompressed ? PackedText.Unpack(stream) : stream, start);
        try
        {
            await window.Fill(cancellationToken).ConfigureAwait(false);
            if (start == 0)
            {
                window.SkipByteOrderMark();
            }

            return window;
        }
        catch
        {
            await window.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Passes over bytes of <see cref="Unread"/>.</summary>
    public void Advance(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Reads on, or finds the end; false when the end was found before.</summary>
    /// <exception cref="DamagedLogException">The file cannot be unpacked, or a line is too long.</exception>
    public async ValueTask<bool> Fill(CancellationToken cancellationToken)
    {
        if (IsLast)
        {
            return false;
        }

        MakeRoom();
        try
        {
            var read = await _stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += read;
            IsLast = read == 0;
            if (IsLast && _file.IsCompressed)
            {
                DropMark();
            }

            return true;
        }
        catch (InvalidDataException e)
        {
            throw Damage($"it cannot be unpacked: {e.Message}", e);
        }
    }

    /// <summary>Says that the file is damaged at <see cref="Position"/>.</summary>
    public DamagedLogException Damage(string reason, Exception? inner = null) =>
        new(new LogDamage(_file.Name, $"byte {Position}{(_file.IsCompressed ? " of the unpacked text" : "")}", reason, null), inner);

    public ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        (_start, _end) = (0, 0);
        return _stream.DisposeAsync();
    }

    private void DropMark()
    {
        if (!Unread.EndsWith(PackedText.Mark))
        {
            throw Damage("it cannot be unpacked to its end: it was cut off, or something else follows.");
        }

        _end -= PackedText.Mark.Length;
    }

    private void MakeRoom()
    {
        if (_bytes.Length - _end >= Block)
        {
            return;
        }

        var unread = _end - _start;
        if (unread > MostBytes)
        {
            throw Damage($"the line that starts here has more than {MostBytes >> 20} MiB, as when a quote is never closed.");
        }

        var larger = unread + Block <= _bytes.Length ? _bytes : ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, unread + Block));
        Unread.CopyTo(larger);
        if (larger != _bytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        (_bytes, _start, _end) = (larger, 0, unread);
    }

    private void SkipByteOrderMark()
    {
        if (Unread.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || Unread.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw Damage("this is UTF-16; only UTF-8 is read.");
        }

        if (Unread.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            Advance(3);
        }
    }
}
