using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Concurrency;
using Orleans.Serialization;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Serialization;

public class RoundTripTests(SerializerFixture serializer) : IClassFixture<SerializerFixture>
{
    public static TheoryData<object> Values =>
    [
        true, (byte)7, (sbyte)-7, (short)-300, (ushort)300, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, 'ß',
        1.5f, double.NaN, Half.Epsilon, 1.10m, new BigInteger(1) << 200, Int128.MinValue, UInt128.MaxValue,
        "text", "", Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"),
        new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        TimeSpan.MinValue, new DateOnly(2030, 1, 2), new TimeOnly(3, 4, 5), new Uri("a/b?c", UriKind.Relative), new Version(1, 2, 3),
        IPAddress.IPv6Loopback, new IPEndPoint(IPAddress.Loopback, 80), DayOfWeek.Friday, typeof(Dictionary<string, Point[]>),
        new[] { 1, 2, 3 }, new[] { "a", "b" }, Array.Empty<double>(), new[] { new[] { 1 }, [2, 3] },
        new List<string?> { "a", null }, new HashSet<int> { 3, 1 }, new Dictionary<string, int> { ["a"] = 1 },
        new Queue<int>([1, 2]), new SortedDictionary<int, string> { [2] = "b", [1] = "a" },
        ImmutableArray.Create(1.5, 2.5), ImmutableList.Create("x"), ImmutableDictionary<string, int>.Empty.Add("k", 1),
        ImmutableSortedDictionary<string, double>.Empty.Add("k", 1.5), ImmutableHashSet.Create(1, 2), ImmutableSortedSet.Create(2, 1),
        (1, "two", 3.0), Tuple.Create(1, "two"), KeyValuePair.Create("k", 1), new Point(1, 2),
        new Circle("c", new(1, 2), 3),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Built_in_values_come_back(object value) => Assert.Equal(value, serializer.RoundTrip(new Holder(value)).Content);

    [Fact]
    public void Any_text_numbers_and_nesting_come_back()
    {
        Prop.ForAll<(string?, int, long, double)[], Dictionary<int, string>>((rows, map) =>
        {
            var back = serializer.RoundTrip(rows);
            var mapBack = serializer.RoundTrip(map);
            return rows.SequenceEqual(back) && map.OrderBy(pair => pair.Key).SequenceEqual(mapBack.OrderBy(pair => pair.Key));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_record_with_members_of_every_kind_comes_back()
    {
        Prop.ForAll<string, (double[]?, byte[]?), Dictionary<string, int>>((secret, numbers, counts) =>
        {
            var (values, bytes) = numbers;
            if (secret is null || values is null || counts is null || bytes is null)
            {
                return true;
            }

            var value = new Everything(secret) { Values = values, Counts = counts, Bytes = bytes, Anything = secret, Numbers = new List<int> { 1, 2 } };
            var back = serializer.RoundTrip(value);
            return back.Secret == secret && values.SequenceEqual(back.Values!) && back.Counts.Count == counts.Count
                && bytes.AsSpan().SequenceEqual(back.Bytes.Span) && (string)back.Anything! == secret && back.Numbers is [1, 2];
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Random_bytes_are_refused_and_never_more()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            try
            {
                serializer.Serializer.Deserialize<Everything>([1, .. bytes ?? []]);
                return true;
            }
            catch (Exception failure) when (failure is SerializerException or FormatException or ArgumentException or OverflowException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Derived_types_keep_their_type_and_the_members_of_each_level()
    {
        List<Shape> shapes = [new Circle("c", new(1, 2), 3), new Polygon("p", [new(0, 0), new(1, 1)])];
        var back = serializer.RoundTrip(shapes);
        Assert.Equal(shapes[0], back[0]);
        Assert.Equal(((Polygon)shapes[1]).Corners.AsEnumerable(), ((Polygon)back[1]).Corners.AsEnumerable());
        Assert.Equal("p", back[1].Name);
    }

    [Fact]
    public void Cycles_and_shared_objects_come_back_as_such()
    {
        var root = new Node { Label = "root" };
        root.Children.Add(new() { Label = "child", Parent = root });
        root.Children.Add(root.Children[0]);
        foreach (var back in new[] { serializer.RoundTrip(root), serializer.Copier.Copy(root) })
        {
            Assert.NotSame(root, back);
            Assert.Same(back, back.Children[0].Parent);
            Assert.Same(back.Children[0], back.Children[1]);
        }
    }

    [Fact]
    public void A_default_immutable_array_stays_one_and_nulls_stay_null()
    {
        Assert.True(serializer.RoundTrip(new Polygon("p", default)).Corners.IsDefault);
        Assert.Null(serializer.RoundTrip<string?>(null));
        Assert.Null(serializer.RoundTrip<Node?>(null));
        Assert.Equal(5, serializer.RoundTrip(new Immutable<int>(5)).Value);
    }

    [Fact]
    public void A_set_keeps_its_comparison()
    {
        var set = serializer.RoundTrip(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "A" });
        Assert.Contains("a", set);
        var map = serializer.RoundTrip(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 });
        Assert.Equal(1, map["a"]);
    }
}
