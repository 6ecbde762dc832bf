using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Security;

/// <summary>
/// Which token has which role: lines <c>role sha256-of-token-in-hex [name]</c>. Empty lines and what follows a <c>#</c> do not count. A table
/// without lines is allowed: nobody may do anything.
/// </summary>
/// <remarks>
/// Only checksums are kept, so the file gives no token away; a token must be long and random (32 bytes), since checksums of guessable words can be
/// guessed as well.
/// </remarks>
internal sealed class TokenTable
{
    private readonly ImmutableArray<(byte[] Checksum, Caller Caller)> _entries;

    private TokenTable(ImmutableArray<(byte[] Checksum, Caller Caller)> entries) => _entries = entries;

    /// <summary>Number of tokens.</summary>
    public int Count => _entries.Length;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message tells all of them, by number.</exception>
    public static TokenTable Load(string file) => Parse(file, File.ReadAllText(file));

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message tells all of them, by number.</exception>
    public static TokenTable Parse(string file, string text)
    {
        var problems = new List<string>();
        var entries = ImmutableArray.CreateBuilder<(byte[] Checksum, Caller Caller)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var words = line.Split('#')[0].Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0)
            {
                continue;
            }

            // What stands in the place of a checksum may be the token itself, so it is not repeated.
            if (!Enum.GetNames<Role>().Contains(words[0], StringComparer.OrdinalIgnoreCase))
            {
                var roles = Enum.GetNames<Role>().Select(role => role.ToLowerInvariant()).ToArray();
                problems.Add($"line {number} begins with no role: one of {string.Join(", ", roles)} is wanted"
                    + (NearestName.Find(words[0], roles) is { } nearest ? $"; did you mean {nearest}?" : "."));
            }
            else if (words.Length < 2 || words[1].Length != 2 * SHA256.HashSizeInBytes || !words[1].All(char.IsAsciiHexDigit))
            {
                problems.Add($"line {number} has no SHA-256 after its role: 64 hexadecimal digits are wanted ('printf %s \"$TOKEN\" | sha256sum').");
            }
            else if (Convert.FromHexString(words[1]) is var checksum && entries.Any(entry => entry.Checksum.AsSpan().SequenceEqual(checksum)))
            {
                problems.Add($"line {number} repeats a token: each token has one role.");
            }
            else
            {
                var name = words.Length == 3 ? words[2] : $"token {words[1][..8].ToLowerInvariant()}";
                entries.Add((checksum, new Caller(name, Enum.Parse<Role>(words[0], ignoreCase: true))));
            }
        }

        return problems.Count == 0
            ? new TokenTable(entries.ToImmutable())
            : throw new InvalidDataException($"'{file}': {string.Join(" ", problems)}");
    }

    /// <summary>Whose token it is; null when it is nobody's. Takes as long for a wrong token as for a right one.</summary>
    public Caller? Find(string token)
    {
        var checksum = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        Caller? found = null;
        foreach (var entry in _entries)
        {
            if (CryptographicOperations.FixedTimeEquals(entry.Checksum, checksum))
            {
                found = entry.Caller;
            }
        }

        return found;
    }
}
