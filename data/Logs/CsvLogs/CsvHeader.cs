using System.Collections.Immutable;
using System.Text;
using ReAgent.Data.Logs.TextLogs;

namespace ReAgent.Data.Logs.CsvLogs;

/// <summary>The first record of a file: names of columns, and what stands between cells.</summary>
/// <param name="Delimiter">What stands between cells.</param>
/// <param name="Names">Names of the columns, in order.</param>
/// <param name="Bytes">Length of the record.</param>
/// <param name="Lines">Lines that it takes.</param>
internal sealed record CsvHeader(byte Delimiter, ImmutableArray<string> Names, int Bytes, int Lines)
{
    private static ReadOnlySpan<byte> Candidates => ",;\t|"u8;

    /// <summary>Reads the header at the start of the window; null when more of the file is needed, or when there is no header as the file is empty.</summary>
    /// <exception cref="DamagedLogException">A quote in the header is never closed.</exception>
    public static CsvHeader? TryRead(ByteWindow window, LogFile file, string? delimiter)
    {
        CsvHeader? best = null;
        foreach (var candidate in delimiter is { Length: > 0 } ? Encoding.UTF8.GetBytes(delimiter).AsSpan() : file.Name.Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? "\t"u8 : Candidates)
        {
            var record = new CsvRecord(candidate);
            var length = window.Unread.IsEmpty ? -1 : record.Read(window.Unread, window.IsLast);
            if (length < 0)
            {
                return window.IsLast && !window.Unread.IsEmpty ? throw window.Damage("a quote in the header is never closed.") : null;
            }

            if (best is null || record.Count > best.Names.Length)
            {
                var names = ImmutableArray.CreateBuilder<string>(record.Count);
                for (var cell = 0; cell < record.Count; cell++)
                {
                    names.Add(Encoding.UTF8.GetString(record.CellOf(window.Unread, cell)).Trim());
                }

                best = new CsvHeader(candidate, names.MoveToImmutable(), length, record.Lines);
            }
        }

        return best;
    }
}
