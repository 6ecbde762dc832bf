using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Serialization;

/// <summary>What a name in a message can and cannot bring about.</summary>
public sealed class TravellersTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private TypeNames Names => services.GetRequiredService<CodecProvider>().TypeNames;

    private Serializer Serializer => services.GetRequiredService<Serializer>();

    public static TheoryData<string> Unwelcome =>
    [
        "System.IO.FileInfo",
        "System.Diagnostics.Process,System.Diagnostics.Process",
        "System.Text.StringBuilder",
        "System.Threading.Thread",
        "System.Reflection.Assembly",
        "System.Activator",
        "Xunit.Assert,xunit.assert",
        "System.Data.DataSet,System.Data.Common",
        "System.Collections.Generic.List`1<System.IO.FileInfo>",
        "System.IO.FileInfo[]",
        "System.Span`1<System.Int32>",
        "System.Int32[",
        "System.Int32[]]",
        "System.Int32[-]",
        "System.Collections.Generic.List`1<System.Int32",
        "System.Collections.Generic.List`1<System.Int32|System.Int32>",
        "System.Nullable`1<System.String>",
        "",
    ];

    [Theory]
    [MemberData(nameof(Unwelcome))]
    public void Other_types_are_not_found(string name) => Assert.Null(Names.TryParse(name));

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(List<Dictionary<string, int?>>))]
    [InlineData(typeof(IPAddress[]))]
    [InlineData(typeof(DayOfWeek))]
    [InlineData(typeof((int, string)))]
    [InlineData(typeof(IReadOnlyList<string>))]
    [InlineData(typeof(System.Net.Sockets.SocketException))]
    [InlineData(typeof(Node))]
    [InlineData(typeof(System.Collections.Immutable.ImmutableArray<Circle>))]
    public void Types_that_travel_are_found(Type type) => Assert.Equal(type, Names.TryParse(Names.Format(type)));

    [Fact]
    public void No_name_makes_an_assembly_load()
    {
        var before = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.FullName).ToHashSet();
        Assert.Null(Names.TryParse("System.Xml.XmlDocument,System.Private.Xml"));
        Assert.Null(Names.TryParse("System.Net.Mail.SmtpClient,System.Net.Mail"));
        Assert.DoesNotContain(
            AppDomain.CurrentDomain.GetAssemblies(),
            assembly => !before.Contains(assembly.FullName) && assembly.GetName().Name is "System.Net.Mail" or "System.Private.Xml");
    }

    [Fact]
    public void A_type_that_travels_by_name_only_is_not_made()
    {
        // Interfaces and types of the application without [GenerateSerializer] have names, but no codec.
        var bytes = Field(WireKind.Object, Names.Format(typeof(TravellersTests)));
        Assert.Throws<CodecNotFoundException>(() => Serializer.Deserialize<object>(bytes));
    }

    [Fact]
    public void Nesting_without_end_is_refused_on_both_sides()
    {
        var deep = new Node { Label = "0" };
        for (var i = 0; i < 10_000; i++)
        {
            deep = new() { Label = $"{i}", Children = { deep } };
        }

        Assert.Contains("nested", Assert.Throws<SerializerException>(() => Serializer.SerializeToArray(deep)).Message, StringComparison.Ordinal);
        byte[] bomb = [1, (byte)WireKind.Object, .. Enumerable.Repeat((byte)((3 << 5) | (int)WireKind.Object), 100_000)];
        Assert.Contains("nested", Assert.Throws<SerializerException>(() => Serializer.Deserialize<Circle>(bomb)).Message, StringComparison.Ordinal);
        Assert.Null(Names.TryParse(string.Concat(Enumerable.Repeat("System.Collections.Generic.List`1<", 1000))));
    }

    [Fact]
    public void Lengths_that_together_exceed_the_data_allocate_nothing()
    {
        // A list of lists, each of which announces as many elements as there are bytes left.
        const int Lists = 20_000;
        var inner = Enumerable.Range(0, Lists).SelectMany(_ => new byte[] { (1 << 5) | 16 | (int)WireKind.Object, (int)WireKind.Varint, 0xa0, 0x9c, 0x01, 5 });
        byte[] bomb = [1, 16 | (int)WireKind.Object, (int)WireKind.Varint, 0xa0, 0x9c, 0x01, .. inner];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SerializerException>(() => Serializer.Deserialize<List<List<long>>>(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    public void Dispose() => services.Dispose();

    /// <summary>A value of format 1 whose field bears the name of a type.</summary>
    private static byte[] Field(WireKind kind, string type)
    {
        var name = Encoding.UTF8.GetBytes(type);
        return [1, (byte)(8 | (int)kind), 0, (byte)name.Length, .. name, 5];
    }
}
