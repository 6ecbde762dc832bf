using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

public sealed class FramesTests : IDisposable
{
    private static readonly FrameLimits Limits = new(1000, 1000);
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly MessageCodec codec;

    public FramesTests() => codec = new(services.GetRequiredService<CodecProvider>(), new(new SiloMessagingOptions()), TimeProvider.System);

    [Fact]
    public void Frames_are_found_however_the_bytes_are_cut() => Check(Gen.Choose(1, 40), size =>
    {
        Frame[] frames = [.. Enumerable.Range(1, 5).Select(id => codec.Encode(Answer(id, new string('x', id * 7))))];
        byte[] bytes = [.. frames.SelectMany(frame => frame.Bytes.ToArray())];
        var found = new List<long>();
        var pending = Array.Empty<byte>();
        foreach (var piece in bytes.Chunk(size))
        {
            var input = Cut([.. pending, .. piece], size);
            while (FrameReader.TryRead(ref input, Limits, out var payload))
            {
                found.Add(codec.Decode(payload.ToArray()).Id);
            }

            pending = input.ToArray();
        }

        Assert.Equal([1, 2, 3, 4, 5], found);
        Assert.Empty(pending);
    });

    [Fact]
    public void Any_bytes_are_frames_or_refused() => Check(Bytes(), bytes =>
    {
        var input = Cut(bytes, 7);
        try
        {
            while (FrameReader.TryRead(ref input, Limits, out var payload))
            {
                Assert.True(payload.Length <= 2000);
            }
        }
        catch (InvalidDataException refused)
        {
            Assert.Contains("allows", refused.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Any_bytes_are_a_message_or_refused() => Check(Bytes(), bytes =>
    {
        Refuses<SerializerException>(() => codec.Decode(bytes));
        byte[] request = [0, 0, 1, 0, .. "\x01a\x01b\x01c\x01d"u8, .. bytes];
        Refuses<SerializerException>(() => codec.Decode(request));
    });

    [Fact]
    public void A_damaged_message_is_a_message_or_refused() => Check(
        Gen.Choose(0, 10_000).SelectMany(at => Gen.Choose(0, 255).Select(value => (At: at, Value: value))),
        damage =>
        {
            var bytes = codec.Encode(Answer(7, new List<object> { "text", 1, new Dictionary<string, int> { ["a"] = 1 } })).Payload.ToArray();
            bytes[damage.At % bytes.Length] = (byte)damage.Value;
            Refuses<SerializerException>(() => codec.Decode(bytes));
        });

    [Fact]
    public void Any_bytes_are_a_preamble_or_refused() => Check(Bytes(), bytes =>
    {
        Refuses<InvalidDataException>(() => Decode(bytes));
        byte[] marked = [.. "ORLC"u8, 1, 0, (byte)bytes.Length, 0, .. bytes];
        Refuses<InvalidDataException>(() => Decode(marked));

        static void Decode(byte[] bytes)
        {
            var input = new ReadOnlySequence<byte>(bytes);
            Preamble.TryDecode(ref input, out _);
        }
    });

    [Fact]
    public void A_preamble_comes_whole()
    {
        var sent = new Preamble(3, "cluster", SiloAddress.FromParsableString("127.0.0.1:1@2"), default, SiloAddress.FromParsableString("127.0.0.1:3@0"), "no");
        var bytes = sent.Encode();
        for (var length = 0; length < bytes.Length; length++)
        {
            var part = new ReadOnlySequence<byte>(bytes, 0, length);
            Assert.False(Preamble.TryDecode(ref part, out _));
        }

        var whole = new ReadOnlySequence<byte>([.. bytes, 9]);
        Assert.True(Preamble.TryDecode(ref whole, out var received));
        Assert.Equal(sent, received);
        Assert.Equal([9], whole.ToArray());
    }

    public void Dispose() => services.Dispose();

    private static Message Answer(long id, object result) => new()
    {
        Kind = MessageKind.Response,
        Id = id,
        SendingGrain = GrainId.Create("a", "1"),
        TargetGrain = GrainId.Create("b", "2"),
        Body = Response.FromResult(result),
    };

    private static Gen<byte[]> Bytes() => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().Where(bytes => bytes.Length < 200);

    private static void Check<T>(Gen<T> values, Action<T> law) => Prop.ForAll(values.ToArbitrary(), law)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void Refuses<TException>(Action action)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    private static ReadOnlySequence<byte> Cut(byte[] bytes, int size)
    {
        Segment? first = null;
        Segment? last = null;
        foreach (var piece in bytes.Chunk(size))
        {
            last = new(piece, last);
            first ??= last;
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, Segment? before)
        {
            Memory = bytes;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
