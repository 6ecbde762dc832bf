using Orleans.Serialization;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Serialization;

public class VersionsTests(SerializerFixture serializer) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void An_older_reader_skips_members_that_it_does_not_know()
    {
        var shared = new Node { Label = "shared" };
        shared.Children.Add(new() { Parent = shared });
        var bytes = serializer.Serializer.SerializeToArray(new SecondVersion
        {
            Name = "n",
            Added = shared,
            Count = 3,
            AlsoAdded = [new Circle("c", new(1, 2), 3), new Circle("d", new(1, 2), 3)],
        });
        var old = serializer.Serializer.Deserialize<FirstVersion>(bytes);
        Assert.Equal(("n", 3), (old.Name, old.Count));
    }

    [Fact]
    public void A_newer_reader_leaves_missing_members_as_they_are()
    {
        var bytes = serializer.Serializer.SerializeToArray(new FirstVersion { Name = "n", Count = 3 });
        var current = serializer.Serializer.Deserialize<SecondVersion>(bytes);
        Assert.Equal(("n", 3, "default"), (current.Name, current.Count, current.Default));
        Assert.Null(current.Added);
    }

    [Fact]
    public void The_format_does_not_change_unawares()
    {
        // Format 1; a tracked object: member 0, one byte of text; member 2, the number 3; the end.
        var bytes = serializer.Serializer.SerializeToArray(new FirstVersion { Name = "n", Count = 3 });
        Assert.Equal("011403016E400605", Convert.ToHexString(bytes));
        var shape = serializer.Serializer.SerializeToArray(new Circle("c", new(1, 2), 3));
        Assert.Equal("0114030163250402000000000000F03F2200000000000000400522000000000000084005", Convert.ToHexString(shape));
    }

    [Fact]
    public void Types_with_an_alias_are_known_by_it()
    {
        var bytes = serializer.Serializer.SerializeToArray(new Holder(new Point(1, 2)));
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Contains("test.point", text, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(Point), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_data_is_refused_in_words()
    {
        var bytes = serializer.Serializer.SerializeToArray(new FirstVersion { Name = "name" });
        Assert.Throws<SerializerException>(() => serializer.Serializer.Deserialize<FirstVersion>(bytes.AsMemory(0, bytes.Length / 2)));
        Assert.Throws<SerializerException>(() => serializer.Serializer.Deserialize<FirstVersion>(Array.Empty<byte>()));
        Assert.Throws<SerializerException>(() => serializer.Serializer.Deserialize<FirstVersion>((byte[])[99, .. bytes]));
    }
}
