using System.IO.Compression;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Logs;
using Xunit;

namespace ReAgent.Data.Tests.Logs;

public sealed class DamagedLogTests : IDisposable
{
    private const string Line = """{"mdp_id":"a","sequence_number":1,"state_features":{"0":1.5},"action":"x","reward":1}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-damaged-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Good => File.ReadAllBytes(Path.Combine(ReadLog.Fixtures(), "groups.parquet"));

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);

    private Task<DamagedLogException> Damage(string name, LogOptions? options = null) => Assert.ThrowsAsync<DamagedLogException>(() => ReadLog.Of(_folder, name, options));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5000)]
    [InlineData(-1)]
    public async Task A_file_that_was_cut_off_is_named_with_what_can_be_done(int length)
    {
        Write("cut.parquet", length < 0 ? Good[..^1] : Good[..length]);

        var e = await Damage("cut.parquet");

        Assert.Equal("cut.parquet", e.Damage.File);
        Assert.Contains("no whole Parquet file", e.Message);
        Assert.Contains("log.on_damaged_file: skip", e.Message);
    }

    [Fact]
    public async Task A_damaged_row_group_is_named_with_its_place_and_its_rows()
    {
        var bytes = Good;
        await using (var reader = await LogReader.Open(LogFile.At(ReadLog.Fixtures(), "groups.parquet"), new LogOptions()))
        {
            bytes.AsSpan((int)(2 * reader.Parts(1)[0].Bytes / 3), 200).Clear();
        }

        // The header of the second group's first page.
        var second = bytes.AsSpan().IndexOf("m2048"u8);
        bytes.AsSpan(second - 60, 60).Fill(0xFF);
        Write("hole.parquet", bytes);

        var e = await Damage("hole.parquet");

        Assert.Matches(@"^row group [01] \(from byte \d+\)$", e.Damage.Where);
        Assert.Equal(2048, e.Damage.RowsLost);
    }

    [Fact]
    public async Task Wrong_bytes_end_in_a_report_or_in_rows_and_in_nothing_else()
    {
        var random = new RandomStream(3, "damage");
        var good = File.ReadAllBytes(Path.Combine(ReadLog.Fixtures(), "plain.parquet"));
        var damaged = 0;
        for (var round = 0; round < 200; round++)
        {
            var bytes = good.ToArray();
            for (var fault = 0; fault < 3; fault++)
            {
                bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
            }

            Write("flipped.parquet", bytes);
            try
            {
                await ReadLog.Of(_folder, "flipped.parquet");
            }
            catch (DamagedLogException)
            {
                damaged++;
            }
            catch (LogLayoutException)
            {
                // The name of a column was hit.
            }
        }

        Assert.InRange(damaged, 20, 199);
    }

    [Fact]
    public async Task Damaged_files_are_left_out_and_listed_on_request()
    {
        Write("a.parquet", Good);
        Write("b.parquet", Good[..4000]);
        var options = new LogOptions { OnDamagedFile = DamagedFilePolicy.Skip };

        var log = await ReadLog.Of(_folder, ".", options);

        Assert.Equal(6144, log.Table.Count);
        Assert.Equal("b.parquet", Assert.Single(log.Layout.Damaged).File);
        await Damage(".");
    }

    [Fact]
    public async Task A_log_of_nothing_but_damaged_files_stops_the_job_all_the_same()
    {
        Write("b.parquet", Good[..4000]);

        var e = await Damage(".", new LogOptions { OnDamagedFile = DamagedFilePolicy.Skip });

        Assert.Contains("All 1 files", e.Message);
    }

    [Fact]
    public async Task Packed_text_that_was_cut_off_is_damaged()
    {
        using (var packed = new GZipStream(File.Create(Path.Combine(_folder, "whole.jsonl.gz")), CompressionLevel.Fastest))
        {
            for (var row = 0; row < 3000; row++)
            {
                packed.Write(System.Text.Encoding.UTF8.GetBytes(Line.Replace("1.5", $"{row}.25") + "\n"));
            }
        }

        var bytes = File.ReadAllBytes(Path.Combine(_folder, "whole.jsonl.gz"));
        Write("cut.jsonl.gz", bytes[..(bytes.Length / 2)]);
        Write("bad.jsonl.gz", [.. bytes[..50], .. new byte[100], .. bytes[150..]]);

        Assert.Equal(3000, (await ReadLog.Of(_folder, "whole.jsonl.gz")).Table.Count);
        Assert.Contains("unpacked", (await Damage("cut.jsonl.gz")).Message);
        Assert.Contains("unpacked", (await Damage("bad.jsonl.gz")).Message);
    }

    [Fact]
    public async Task Text_in_two_bytes_per_letter_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "mdp_id,reward", System.Text.Encoding.Unicode);

        Assert.Contains("UTF-16", (await Damage("a.csv")).Message);
    }

    [Fact]
    public async Task A_json_array_is_refused_with_the_way_to_write_lines()
    {
        File.WriteAllText(Path.Combine(_folder, "a.json"), $"[{Line},\n{Line}]");

        Assert.Contains("lines=True", (await Damage("a.json")).Message);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_named_with_its_line()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "mdp_id,sequence_number,state_features,action,reward\na,1,{},x,1\nb,1,\"{},x,1\nc,1,{},x,1\n");

        Assert.Contains("line 3", (await Damage("a.csv")).Message);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_taken_for_a_damaged_one()
    {
        Write("a.parquet", Good);
        var files = LogFiles.Find(_folder, ["a.parquet"], null, null);
        File.Delete(Path.Combine(_folder, "a.parquet"));

        await Assert.ThrowsAsync<FileNotFoundException>(() => LogLayout.Find(files, new LogOptions { OnDamagedFile = DamagedFilePolicy.Skip }));
    }
}
