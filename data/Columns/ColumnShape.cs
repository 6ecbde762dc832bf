using System.Text.Json.Serialization;

namespace ReAgent.Data.Columns;

/// <summary>What a row of a column holds: a plain value, or lists and maps of any depth.</summary>
[JsonConverter(typeof(ColumnShapeJson))]
public abstract record ColumnShape
{
    private ColumnShape()
    {
    }

    /// <summary>A number.</summary>
    public static ColumnShape Number { get; } = new Scalar(ScalarKind.Number);

    /// <summary>A whole number.</summary>
    public static ColumnShape Integer { get; } = new Scalar(ScalarKind.Integer);

    /// <summary>A text.</summary>
    public static ColumnShape Text { get; } = new Scalar(ScalarKind.Text);

    /// <summary>True or false.</summary>
    public static ColumnShape Flag { get; } = new Scalar(ScalarKind.Flag);

    /// <summary>Numbers by feature id.</summary>
    public static ColumnShape Features { get; } = new MapOf(ScalarKind.Integer, Number);

    /// <summary>Lists of ids by feature id.</summary>
    public static ColumnShape IdLists { get; } = new MapOf(ScalarKind.Integer, new ListOf(Integer));

    /// <summary>Lists of ids with scores by feature id.</summary>
    public static ColumnShape IdScoreLists { get; } = new MapOf(ScalarKind.Integer, Features);

    /// <summary>Numbers by name.</summary>
    public static ColumnShape NamedNumbers { get; } = new MapOf(ScalarKind.Text, Number);

    /// <summary>A column of this shape without rows.</summary>
    public abstract Column Create();

    /// <summary>A plain value.</summary>
    public sealed record Scalar(ScalarKind Kind) : ColumnShape
    {
        /// <inheritdoc/>
        public override Column Create() => Kind switch
        {
            ScalarKind.Number => new ValueColumn<double>(),
            ScalarKind.Integer => new ValueColumn<long>(),
            ScalarKind.Text => new ValueColumn<string>(),
            _ => new ValueColumn<bool>(),
        };

        /// <inheritdoc/>
        public override string ToString() => Kind switch
        {
            ScalarKind.Number => "number",
            ScalarKind.Integer => "whole number",
            ScalarKind.Text => "text",
            _ => "true or false",
        };
    }

    /// <summary>Any number of items.</summary>
    public sealed record ListOf(ColumnShape Item) : ColumnShape
    {
        /// <inheritdoc/>
        public override Column Create() => Item switch
        {
            Scalar { Kind: ScalarKind.Number } => new ListColumn<double>(),
            Scalar { Kind: ScalarKind.Integer } => new ListColumn<long>(),
            Scalar { Kind: ScalarKind.Text } => new ListColumn<string>(),
            _ => new NestedListColumn(Item.Create()),
        };

        /// <inheritdoc/>
        public override string ToString() => $"list of {Item}";
    }

    /// <summary>Any number of values by whole number or text.</summary>
    public sealed record MapOf(ScalarKind Key, ColumnShape Value) : ColumnShape
    {
        /// <inheritdoc/>
        public override Column Create() => (Key, Value) switch
        {
            (ScalarKind.Integer, Scalar { Kind: ScalarKind.Number }) => new MapColumn<long>(),
            (ScalarKind.Integer, _) => new NestedMapColumn<long>(Value.Create()),
            (_, Scalar { Kind: ScalarKind.Number }) => new MapColumn<string>(),
            _ => new NestedMapColumn<string>(Value.Create()),
        };

        /// <inheritdoc/>
        public override string ToString() => $"map from {(Key == ScalarKind.Integer ? "whole number" : "text")} to {Value}";
    }
}

/// <summary>Kinds of plain values.</summary>
public enum ScalarKind
{
    /// <summary>Double precision.</summary>
    Number,

    /// <summary>64-bit signed.</summary>
    Integer,

    /// <summary>Unicode.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,
}
