using ReAgent.Contracts.Work;
using ReAgent.Data.Work;
using Xunit;

namespace ReAgent.Data.Tests.Work;

public sealed class WorkStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-work-").FullName;
    private readonly WorkStore _store;

    public WorkStoreTests() => _store = new WorkStore(new DataRoot(_folder));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static WorkItem Item(string options = "{}", ulong seed = 1) => new("test/1", 0, 1, seed, options, [], "outputs/x");

    private WorkManifest Publish(WorkItem item, string content = "hello")
    {
        var output = _store.Stage(item);
        output.Write("parts/a.txt", System.Text.Encoding.UTF8.GetBytes(content), rows: 3);
        return _store.Publish(item, output, """{"count":3}""");
    }

    [Fact]
    public void Published_work_is_found_with_its_files_and_summary()
    {
        var published = Publish(Item());

        var found = _store.Find(Item());

        Assert.NotNull(found);
        Assert.Equal(published.Files.AsEnumerable(), found.Files.AsEnumerable());
        var file = Assert.Single(found.Files);
        Assert.Equal(("outputs/x/parts/a.txt", 3L, 5L), (file.Path, file.Rows, file.Bytes));
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", file.Sha256);
        Assert.Contains("\"count\"", found.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_with_other_options_seed_or_inputs_is_other_work()
    {
        Publish(Item());

        Assert.Null(_store.Find(Item("""{"a":1}""")));
        Assert.Null(_store.Find(Item(seed: 2)));
        Assert.Null(_store.Find(Item() with { Inputs = [new FileReference("y", 1, 1, "ab")] }));
    }

    [Fact]
    public void Identity_does_not_depend_on_where_things_lie()
    {
        var item = Item() with { Inputs = [new FileReference("y", 1, 1, "ab")] };

        Assert.Equal(item.Id(), (item with { Folder = "elsewhere", Inputs = [new FileReference("z", 1, 1, "ab")] }).Id());
    }

    [Fact]
    public void Work_whose_file_is_missing_or_cut_short_counts_as_not_done()
    {
        Publish(Item());
        var file = Path.Combine(_folder, "outputs/x/parts/a.txt");

        File.WriteAllText(file, "hel");
        Assert.Null(_store.Find(Item()));

        File.Delete(file);
        Assert.Null(_store.Find(Item()));
    }

    [Fact]
    public void A_manifest_that_cannot_be_read_counts_as_not_done()
    {
        Publish(Item());
        File.WriteAllText(Path.Combine(_folder, "outputs/x/manifests/test-00000.json"), "{ half");

        Assert.Null(_store.Find(Item()));
    }

    [Fact]
    public void Staged_files_cannot_be_seen_until_they_are_published()
    {
        var output = _store.Stage(Item());
        output.Write("parts/a.txt", "x"u8);

        Assert.Null(_store.Find(Item()));
        Assert.False(File.Exists(Path.Combine(_folder, "outputs/x/parts/a.txt")));
    }

    [Fact]
    public void Nothing_of_the_work_in_progress_stays_behind()
    {
        Publish(Item());

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "outputs/x/.work")));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void Publishing_new_work_in_an_old_place_replaces_the_old_manifest()
    {
        Publish(Item());
        Publish(Item("""{"a":1}"""), "other");

        Assert.Null(_store.Find(Item()));
        Assert.NotNull(_store.Find(Item("""{"a":1}""")));
    }

    [Fact]
    public void Sweeping_deletes_what_no_manifest_names()
    {
        var manifest = Publish(Item());
        File.WriteAllText(Path.Combine(_folder, "outputs/x/parts/stale.txt"), "old");

        _store.Sweep("outputs/x", "parts", manifest.Files);

        Assert.Equal(["a.txt"], Directory.GetFiles(Path.Combine(_folder, "outputs/x/parts")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/passwd")]
    public void Paths_may_not_leave_the_data_root(string path) =>
        Assert.Throws<InvalidOperationException>(() => _store.Root.Resolve(path));
}
