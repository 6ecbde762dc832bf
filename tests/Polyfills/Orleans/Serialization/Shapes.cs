using System.Collections.Immutable;
using Orleans;

namespace ReAgent.Polyfills.Orleans.Tests.Serialization;

[GenerateSerializer, Alias("test.point")]
public readonly record struct Point(double X, double Y);

[GenerateSerializer]
public abstract record Shape([property: Id(0)] string Name);

[GenerateSerializer]
public sealed record Circle(string Name, [property: Id(0)] Point Centre, [property: Id(1)] double Radius) : Shape(Name);

[GenerateSerializer]
public sealed record Polygon(string Name, [property: Id(0)] ImmutableArray<Point> Corners) : Shape(Name);

[GenerateSerializer]
public class Node
{
    [Id(0)]
    public string Label { get; set; } = "";

    [Id(1)]
    public List<Node> Children { get; private set; } = [];

    [Id(2)]
    public Node? Parent { get; set; }

    public string NotNumbered { get; set; } = "fresh";
}

[GenerateSerializer]
public sealed class Everything
{
    [Id(0)]
    public Dictionary<string, int> Counts { get; init; } = [];

    [Id(1)]
    public object? Anything { get; init; }

    [Id(2)]
    public IReadOnlyList<int> Numbers { get; init; } = new List<int>();

    [Id(3)]
    public double[]? Values { get; init; }

    [Id(4)]
    public ReadOnlyMemory<byte> Bytes { get; init; }

    [Id(5)]
    public ImmutableSortedDictionary<string, double> Readings { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    [Id(6)]
    public DateTimeOffset? When { get; init; }

    [Id(7)]
    private readonly string secret = "";

    public Everything()
    {
    }

    public Everything(string secret) => this.secret = secret;

    public string Secret => secret;
}

[GenerateSerializer]
public sealed class FirstVersion
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(2)]
    public int Count { get; set; }
}

[GenerateSerializer]
public sealed class SecondVersion
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public Node? Added { get; set; }

    [Id(2)]
    public int Count { get; set; }

    [Id(3)]
    public List<Shape> AlsoAdded { get; set; } = [];

    [Id(4)]
    public string Default { get; set; } = "default";
}

public sealed class NotSerializable
{
    public int Number { get; set; }
}

[GenerateSerializer]
public sealed record Holder([property: Id(0)] object Content);
