using System.Globalization;
using System.Text.RegularExpressions;
using Parquet;
using Xunit;

namespace ParquetPolyfill.Tests.Robustness;

/// <summary>
/// Files of all encodings and compressions, damaged in thousands of ways: reading gives values or one of the documented errors, asks for bounded memory, and
/// reads each byte of the file a bounded number of times. <c>PARQUET_MUTATIONS</c> sets how many damages each file gets (default 120).
/// </summary>
public partial class MutatedFilesTests
{
    private const int DefaultRounds = 120;
    private const int Seed = 20_261_123;

    /// <summary>What a lie may cost: buffers for the values that are believed of any chunk (24 MB for text and its levels), and a page or two.</summary>
    private const long MostBytes = 64 << 20;

    /// <summary>Every column of the widest file may be placed over the whole file.</summary>
    private const int MostPasses = 64;

    public static TheoryData<string> Files => [.. SampleFiles.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Reading_a_damaged_file_gives_values_or_a_documented_error(string name)
    {
        byte[] file = await SampleFiles.LoadAsync(name);
        await Survives(file, "undamaged", 0);
        int rounds = int.TryParse(Environment.GetEnvironmentVariable("PARQUET_MUTATIONS"), CultureInfo.InvariantCulture, out int asked) ? asked : DefaultRounds;
        for (int round = 0; round < rounds; round++)
        {
            var mutator = new FileMutator(file, new Random(HashCode(name, round)));
            (byte[] damaged, string damage) = mutator.Next();
            await Survives(damaged, $"{name}, round {round} ({damage})", round);
        }
    }

    private static async Task Survives(byte[] file, string damage, int round)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var counting = new CountingStream(file);
        try
        {
            // Files in memory are read without copying, and so in another way.
            using Stream stream = round % 2 == 0 ? counting : new MemoryStream(file, 0, file.Length, writable: false, publiclyVisible: true);
            await WholeFile.ReadAsync(stream);
        }
        catch (ParquetException e)
        {
            Assert.True(!IsOfColumn().IsMatch(e.Message) || NamesItsPlace().IsMatch(e.Message), $"{damage}: the message does not say where: {e.Message}");
        }
        catch (IOException e)
        {
            Assert.Contains("byte", e.Message, StringComparison.Ordinal);
        }
        catch (Exception e)
        {
            Assert.Fail($"{damage}: {e}");
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(allocated < MostBytes, $"{damage}: {allocated:n0} bytes were allocated for a file of {file.Length:n0}");
        Assert.True(counting.BytesRead <= (MostPasses * (long)file.Length) + 4096, $"{damage}: {counting.BytesRead:n0} bytes were read of a file of {file.Length:n0}");
    }

    /// <summary>The same on every run, which string.GetHashCode is not.</summary>
    private static int HashCode(string name, int round) => name.Aggregate(Seed + round, static (hash, letter) => unchecked((hash * 31) + letter));

    [GeneratedRegex("page|chunk")]
    private static partial Regex IsOfColumn();

    [GeneratedRegex("row group [0-9]+, column '.*byte|metadata", RegexOptions.Singleline)]
    private static partial Regex NamesItsPlace();
}
