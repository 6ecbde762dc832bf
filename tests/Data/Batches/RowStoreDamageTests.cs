using ReAgent.Data.Batches;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

/// <summary>No damaged number is ever handed out.</summary>
public sealed class RowStoreDamageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rows");
    private readonly string _path;
    private readonly TransitionRows _rows = LoggedSteps.Rows(LoggedSteps.Discrete, 100);

    public RowStoreDamageTests()
    {
        _path = Path.Combine(_folder.FullName, "train.rows");
        using var writer = new RowStoreWriter(_path, LoggedSteps.Discrete);
        writer.Add(_rows, LoggedSteps.Ids(100));
        writer.Finish();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void ReadEverything()
    {
        using var store = RowStore.Open(_path);
        store.Read(0, (int)store.Count);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_found()
    {
        var whole = File.ReadAllBytes(_path);
        ReadEverything();
        var found = 0;
        for (var at = 0; at < whole.Length; at += at is >= 40 and < 4096 ? 4056 : 61)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(_path, damaged);
            var padding = Record.Exception(ReadEverything) is null;

            // Only the zeros after the prelude and between sections may change unseen.
            Assert.True(!padding || (whole[at] == 0 && at >= 40), $"byte {at}");
            found += padding ? 0 : 1;
        }

        Assert.True(found > 100);
    }

    [Fact]
    public void A_damaged_block_is_named_and_the_rest_can_be_read()
    {
        var rows = LoggedSteps.Rows(LoggedSteps.Discrete, 8000);
        using (var writer = new RowStoreWriter(_path, LoggedSteps.Discrete))
        {
            writer.Add(rows, LoggedSteps.Ids(8000));
            writer.Finish();
        }

        var content = File.ReadAllBytes(_path);
        int block;
        using (var store = RowStore.Open(_path))
        {
            block = store.BlockRows;
        }

        content[4096 + ((block + 5) * LoggedSteps.Discrete.RowBytes)]++;
        File.WriteAllBytes(_path, content);
        using var damaged = RowStore.Open(_path);
        Assert.Equal(rows.Reward[..block], damaged.Read(0, block).Rows.Reward);
        var error = Assert.Throws<InvalidDataException>(() => new GatheredRows(damaged, [3, block + 9]));
        Assert.Contains("block 1 of its section 'rows'", error.Message, StringComparison.Ordinal);
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData(7, "not a row store")]
    [InlineData(4095, "not a row store")]
    [InlineData(5000, "bytes long")]
    public void A_file_that_was_cut_is_refused(int length, string message)
    {
        using (var file = File.OpenWrite(_path))
        {
            file.SetLength(length);
        }

        Assert.Contains(message, Assert.Throws<InvalidDataException>(ReadEverything).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_file_and_one_of_another_version_are_refused()
    {
        var content = File.ReadAllBytes(_path);
        content[8] = 9;
        File.WriteAllBytes(_path, content);
        Assert.Contains("version 9", Assert.Throws<InvalidDataException>(ReadEverything).Message, StringComparison.Ordinal);
        File.WriteAllText(_path, new string('x', 10_000));
        Assert.Contains("not a row store", Assert.Throws<InvalidDataException>(ReadEverything).Message, StringComparison.Ordinal);
        File.Delete(_path);
        Assert.Throws<FileNotFoundException>(ReadEverything);
    }
}
