using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Learning.Checkpoints;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Checkpoints;

public sealed class TensorFileTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        var file = Sample();
        var read = TensorFile.Read(file.ToBytes(), "memory");
        Assert.Equal(["bytes", "number", "weight"], read.Entries.Keys);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], read.Floats("weight", [2, 3]).ToArray());
        Assert.Equal([7, 8, 9], read.Bytes("bytes").ToArray());
        Assert.Equal(-42, read.Number("number"));
        Assert.Equal("Zürich", read.Text("city"));
    }

    [Fact]
    public void The_bytes_follow_the_safetensors_format()
    {
        var bytes = Sample().ToBytes();
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, header % 8);
        Assert.Equal(
            """{"__metadata__":{"city":"Z\u00FCrich"},"number":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"weight":"""
            + """{"dtype":"F32","shape":[2,3],"data_offsets":[8,32]},"bytes":{"dtype":"U8","shape":[3],"data_offsets":[32,35]}}""",
            Encoding.UTF8.GetString(bytes, 8, header).TrimEnd(' '));
        Assert.Equal(8 + header + 35, bytes.Length);
        Assert.Equal(1f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + header + 8)));
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_in_any_order() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>[]>(),
        ArbMap.Default.ArbFor<int>(),
        (names, seed) =>
        {
            string[] distinct = [.. names.Select(name => name.Get).Where(IsName).Distinct(StringComparer.Ordinal)];
            TensorFile Build(IEnumerable<string> order)
            {
                var file = new TensorFile();
                foreach (var name in order)
                {
                    file.Add(name, name.Length);
                }

                return file;
            }

            var bytes = Build(distinct).ToBytes();
            var random = new ReAgent.Contracts.Randomness.RandomStream((ulong)(uint)seed, "order");
            var shuffled = distinct.ToArray();
            random.Shuffle<string>(shuffled);
            return Build(shuffled).ToBytes().AsSpan().SequenceEqual(bytes)
                && TensorFile.Read(bytes, "memory").Entries.Keys.Order(StringComparer.Ordinal).SequenceEqual(distinct.Order(StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var bytes = Sample().ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            var exception = Assert.Throws<TensorFileException>(() => TensorFile.Read(bytes.AsMemory(0, length), "weights.safetensors"));
            Assert.Contains("weights.safetensors", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"shape\":[2,3]", "\"shape\":[2,4]", "needs 32 bytes")]
    [InlineData("\"dtype\":\"F32\"", "\"dtype\":\"F16\"", "type F16")]
    [InlineData("[8,32]", "[8,31]", "8 to 31")]
    [InlineData("\"U8\"", "{\"8\"", "cannot be read")]
    public void A_damaged_header_is_explained(string from, string to, string expected)
    {
        var bytes = Sample().ToBytes();
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var text = Encoding.UTF8.GetString(bytes, 8, header).Replace(from, to, StringComparison.Ordinal);
        Encoding.UTF8.GetBytes(text.PadRight(header)[..header]).CopyTo(bytes, 8);
        Assert.Contains(expected, Assert.Throws<TensorFileException>(() => TensorFile.Read(bytes, "memory")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_the_last_tensor_are_refused()
    {
        byte[] bytes = [.. Sample().ToBytes(), 0];
        Assert.Contains("1 bytes follow", Assert.Throws<TensorFileException>(() => TensorFile.Read(bytes, "memory")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_for_the_wrong_thing_names_what_is_there()
    {
        var file = Sample();
        Assert.Contains("[2, 3]", Assert.Throws<TensorFileException>(() => file.Floats("weight", [3, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("weight", Assert.Throws<TensorFileException>(() => file.Floats("weigth", [3, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("holds U8", Assert.Throws<TensorFileException>(() => file.Number("bytes")).Message, StringComparison.Ordinal);
        Assert.Contains("city", Assert.Throws<TensorFileException>(() => file.Text("town")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_replaces_a_file_in_one_step()
    {
        var folder = Directory.CreateTempSubdirectory("tensors");
        try
        {
            var path = Path.Combine(folder.FullName, "a", "weights.safetensors");
            Sample().Write(path);
            new TensorFile().Write(path);
            Assert.Empty(TensorFile.Read(path).Entries);
            Assert.Equal(["weights.safetensors"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsName(string text) =>
        text.Length > 0 && text != "__metadata__" && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static TensorFile Sample()
    {
        var file = new TensorFile();
        using var scope = NewDisposeScope();
        file.Add("weight", tensor(new[] { 1f, 2, 3, 4, 5, 6 }, [2, 3]));
        file.Add("bytes", [7, 8, 9]);
        file.Add("number", -42L);
        file.Metadata["city"] = "Zürich";
        return file;
    }
}
