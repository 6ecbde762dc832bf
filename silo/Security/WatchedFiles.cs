using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ReAgent.Silo.Security;

/// <summary>What some small files say, read again when they change. What cannot be used does not replace what could.</summary>
/// <remarks>
/// The content itself is compared, every few seconds: a mounted secret is swapped by a symbolic link somewhere above the file, which neither
/// the file's time nor a watcher of its folder need show.
/// </remarks>
internal sealed class WatchedFiles<T> : IDisposable
    where T : class
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly ImmutableArray<string> _files;
    private readonly Func<ImmutableArray<string>, T> _parse;
    private readonly Action _changed;
    private readonly Action<Exception> _refused;
    private readonly ITimer _timer;
    private readonly Lock _reading = new();
    private byte[] _seen;
    private volatile T _current;
    private string? _complaint;

    /// <summary>Reads the files, and watches them from then on.</summary>
    /// <param name="files">The files.</param>
    /// <param name="parse">What their texts say.</param>
    /// <param name="time">Clock.</param>
    /// <param name="changed">Called after a change.</param>
    /// <param name="refused">Called once for each change that cannot be used.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public WatchedFiles(
        ImmutableArray<string> files, Func<ImmutableArray<string>, T> parse, TimeProvider time, Action changed, Action<Exception> refused)
    {
        _files = files;
        _parse = parse;
        _changed = changed;
        _refused = refused;
        var texts = Read();
        _seen = Checksum(texts);
        _current = parse(texts);
        _timer = time.CreateTimer(_ => Check(), null, Period, Period);
    }

    /// <summary>What the files said when they last could be used.</summary>
    public T Current => _current;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        lock (_reading)
        {
            try
            {
                var texts = Read();
                var checksum = Checksum(texts);
                if (checksum.AsSpan().SequenceEqual(_seen))
                {
                    return;
                }

                _seen = checksum;
                _current = _parse(texts);
                _complaint = null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                if (_complaint != exception.Message)
                {
                    _complaint = exception.Message;
                    _refused(exception);
                }

                return;
            }

            _changed();
        }
    }

    private ImmutableArray<string> Read() => [.. _files.Select(File.ReadAllText)];

    private static byte[] Checksum(ImmutableArray<string> texts) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts)));
}
