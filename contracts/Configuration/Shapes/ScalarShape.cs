using System.Globalization;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>Kinds of single values.</summary>
internal enum ScalarKind
{
    Text,
    Boolean,
    Integer,
    Number,
}

/// <summary>Text, a bool, a whole number or a number.</summary>
internal sealed class ScalarShape : ConfigShape
{
    private ScalarShape(Type type, ScalarKind kind, Int128 least = default, Int128 most = default)
        : base(type)
    {
        Kind = kind;
        Least = least;
        Most = most;
    }

    public ScalarKind Kind { get; }

    /// <summary>Smallest value of the C# type of a whole number.</summary>
    public Int128 Least { get; }

    /// <summary>Largest value of the C# type of a whole number.</summary>
    public Int128 Most { get; }

    public override string Wants => Kind switch
    {
        ScalarKind.Text => "text",
        ScalarKind.Boolean => "true or false",
        ScalarKind.Integer => Least == 0 ? "a whole number, 0 or more" : "a whole number",
        _ => "a number",
    };

    public override string? Example => Kind switch
    {
        ScalarKind.Text => "name",
        ScalarKind.Boolean => null,
        ScalarKind.Integer => "32",
        _ => "0.5",
    };

    /// <summary>The shape of a type that is a single value; null for other types.</summary>
    public static ScalarShape? Of(Type type) =>
        type == typeof(string) ? new(type, ScalarKind.Text)
        : type == typeof(bool) ? new(type, ScalarKind.Boolean)
        : type == typeof(int) ? new(type, ScalarKind.Integer, int.MinValue, int.MaxValue)
        : type == typeof(long) ? new(type, ScalarKind.Integer, long.MinValue, long.MaxValue)
        : type == typeof(uint) ? new(type, ScalarKind.Integer, uint.MinValue, uint.MaxValue)
        : type == typeof(ulong) ? new(type, ScalarKind.Integer, ulong.MinValue, ulong.MaxValue)
        : type == typeof(double) || type == typeof(float) ? new(type, ScalarKind.Number)
        : null;

    /// <summary>Reads the value.</summary>
    /// <param name="scalar">As written.</param>
    /// <param name="value">The value, of <see cref="ConfigShape.Type"/>.</param>
    /// <param name="problem">What is wrong, as words that can follow "is 3000000000, but"; null when the kind of value is wrong.</param>
    public bool TryRead(ConfigScalar scalar, out object? value, out string? problem)
    {
        value = null;
        problem = null;
        switch (Kind)
        {
            case ScalarKind.Text:
                value = scalar.IsNull ? null : scalar.Text;
                return value is not null;
            case ScalarKind.Boolean:
                value = ScalarText.Boolean(scalar);
                return value is not null;
            case ScalarKind.Integer when ScalarText.Integer(scalar) is { } integer:
                if (integer < Least || integer > Most)
                {
                    problem = $"must be from {Least} to {Most}";
                    return false;
                }

                value = Convert.ChangeType((decimal)integer, Type, CultureInfo.InvariantCulture);
                return true;
            case ScalarKind.Number when ScalarText.Number(scalar) is { } number:
                value = Type == typeof(float) ? (object)(float)number : number;
                return true;
            default:
                return false;
        }
    }
}
