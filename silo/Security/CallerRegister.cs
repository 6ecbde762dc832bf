using Microsoft.Extensions.Logging;
using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Security;

/// <summary>Knows callers by their tokens. Without a tokens file every caller is an administrator, which is for silos on loopback alone.</summary>
public sealed class CallerRegister : IDisposable
{
    private static readonly Caller Local = new("a local caller", Role.Administrator);
    private readonly WatchedFiles<TokenTable>? _tokens;

    /// <param name="tokensFile">The file, which is read again when it changes; null for none.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Log.</param>
    /// <exception cref="InvalidDataException">The file cannot be used.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public CallerRegister(string? tokensFile, TimeProvider time, ILogger<CallerRegister> logger)
    {
        if (tokensFile is not null)
        {
            _tokens = new WatchedFiles<TokenTable>(
                [tokensFile],
                texts => TokenTable.Parse(tokensFile, texts[0]),
                time,
                () => SecurityLog.TokensChanged(logger, _tokens!.Current.Count),
                exception => SecurityLog.TokensRefused(logger, exception, tokensFile));
        }
    }

    /// <summary>The caller with a token; null when it is nobody's.</summary>
    public Caller? Find(string? token) => _tokens is null ? Local : token is null ? null : _tokens.Current.Find(token);

    /// <inheritdoc/>
    public void Dispose() => _tokens?.Dispose();
}
