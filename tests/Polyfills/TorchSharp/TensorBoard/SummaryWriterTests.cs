using System.Buffers.Binary;
using System.Text;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.TensorBoard;

public sealed class SummaryWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_record_is_framed_by_its_length_and_checksums()
    {
        SummaryWriter writer = utils.tensorboard.SummaryWriter(folder);
        writer.add_scalar("loss/train", 1.5f, 3, 1000);
        writer.add_text("note", "hello", 4);
        writer.add_histogram("weights", tensor(new[] { -1f, 0, 2, 2 }), 5);

        byte[][] records = [.. Records(Assert.Single(Directory.GetFiles(folder)))];

        Assert.Equal(folder, writer.LogDir);
        Assert.Equal(4, records.Length);
        Assert.Contains("brain.Event:2", Encoding.UTF8.GetString(records[0]), StringComparison.Ordinal);
        Assert.Contains("hello", Encoding.UTF8.GetString(records[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scalar_is_an_event_with_time_step_tag_and_value()
    {
        SummaryWriter writer = utils.tensorboard.SummaryWriter(folder);
        writer.add_scalar("loss", 1.5f, 300, 1000);

        byte[] record = Records(Directory.GetFiles(folder)[0]).Last();

        // wall_time = 1: double, step = 2: varint 300, summary = 5 { value = 1 { tag = 1: "loss", simple_value = 2: float } }
        byte[] expected =
        [
            0x09, .. BitConverter.GetBytes(1000.0),
            0x10, 0xac, 0x02,
            0x2a, 13, 0x0a, 11, 0x0a, 4, .. "loss"u8, 0x15, .. BitConverter.GetBytes(1.5f),
        ];
        Assert.Equal(expected, record);
    }

    [Fact]
    public void Several_curves_of_a_chart_lie_in_folders_of_their_own()
    {
        SummaryWriter writer = utils.tensorboard.SummaryWriter(folder, filename_suffix: ".run");
        writer.add_scalars("q/values", new Dictionary<string, float> { ["left"] = 1, ["right"] = 2 }, 0);
        writer.add_scalars("q/values", [("left", 3f)], 1);

        Assert.Equal(["q_values_left", "q_values_right"], Directory.GetDirectories(folder).Select(Path.GetFileName).Order());
        string left = Assert.Single(Directory.GetFiles(Path.Combine(folder, "q_values_left")));
        Assert.EndsWith(".run", left, StringComparison.Ordinal);
        Assert.Equal(3, Records(left).Count());
    }

    [Fact]
    public void A_histogram_counts_every_element()
    {
        SummaryWriter writer = utils.tensorboard.SummaryWriter(folder);
        writer.add_histogram("weights", tensor(new[] { -1.0, 0, 2, 2 }), 0);
        byte[] record = Records(Directory.GetFiles(folder)[0]).Last();

        // Field 7 of the histogram, packed doubles: the counts. Field 6, as long, comes before it.
        int counts = record.AsSpan().LastIndexOf((byte)0x3a);
        double total = 0;
        for (int i = record.Length - sizeof(double); i > counts; i -= sizeof(double))
        {
            total += BitConverter.ToDouble(record, i);
        }
        Assert.Equal(4, total);
    }

    // The checksum written plainly: one bit at a time, by the reversed Castagnoli polynomial.
    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
            }
        }
        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static IEnumerable<byte[]> Records(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int position = 0;
        while (position < file.Length)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(position));
            Assert.Equal(MaskedCrc(file.AsSpan(position, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 8)));
            byte[] data = file[(position + 12)..(position + 12 + length)];
            Assert.Equal(MaskedCrc(data), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 12 + length)));
            yield return data;
            position += 16 + length;
        }
    }
}
