using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>What a value must satisfy beyond its shape: a validation attribute in our own words.</summary>
internal abstract class ConfigConstraint
{
    /// <summary>The constraint that an attribute states; null for an attribute that the binder expresses otherwise.</summary>
    public static ConfigConstraint? From(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute => null,
        RangeAttribute range => new RangeConstraint(Bound(range.Minimum), Bound(range.Maximum), range.MinimumIsExclusive, range.MaximumIsExclusive),
        LengthAttribute length => new LengthConstraint(length.MinimumLength, length.MaximumLength),
        MinLengthAttribute length => new LengthConstraint(length.Length, int.MaxValue),
        MaxLengthAttribute length => new LengthConstraint(0, length.Length < 0 ? int.MaxValue : length.Length),
        StringLengthAttribute length => new LengthConstraint(length.MinimumLength, length.MaximumLength),
        RegularExpressionAttribute pattern => new PatternConstraint(pattern.Pattern),
        AllowedValuesAttribute allowed => new ChoiceConstraint([.. allowed.Values.Select(value => Text(value))]),
        _ => new AttributeConstraint(attribute),
    };

    /// <summary>True when the constraint is on each item of a list or map, and not on the list as a whole.</summary>
    public virtual bool OnItems => true;

    /// <summary>What is allowed, for the comment in a sample: <c>from 0 to 1</c>; null when there is nothing short to say.</summary>
    public virtual string? Allowed => null;

    /// <summary>What the value must be, in words that can follow "must"; null when it is.</summary>
    public abstract string? Violation(object value);

    public static string Text(object? value) => value switch
    {
        null => "null",
        bool boolean => boolean ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // double.MaxValue and int.MaxValue are the ways of RangeAttribute to say "no bound".
    private static double? Bound(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture) switch
    {
        double.MaxValue or double.PositiveInfinity or int.MaxValue or long.MaxValue or ulong.MaxValue => null,
        double.MinValue or double.NegativeInfinity or int.MinValue or long.MinValue => null,
        var value => value,
    };
}

/// <summary>Numbers between two bounds; a null bound is none.</summary>
internal sealed class RangeConstraint(double? minimum, double? maximum, bool minimumExclusive, bool maximumExclusive) : ConfigConstraint
{
    public double? Minimum { get; } = minimum;

    public double? Maximum { get; } = maximum;

    public bool MinimumExclusive { get; } = minimumExclusive;

    public bool MaximumExclusive { get; } = maximumExclusive;

    public override string? Allowed => Describe();

    public override string? Violation(object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        var low = Minimum is { } minimum && (MinimumExclusive ? number <= minimum : number < minimum);
        var high = Maximum is { } maximum && (MaximumExclusive ? number >= maximum : number > maximum);
        return low || high ? $"be {Describe()}" : null;
    }

    private string Describe() => (Minimum, Maximum, MinimumExclusive, MaximumExclusive) switch
    {
        ({ } minimum, { } maximum, false, false) => $"from {Text(minimum)} to {Text(maximum)}",
        ({ } minimum, { } maximum, var above, var below) =>
            $"{(above ? "more than" : "at least")} {Text(minimum)} and {(below ? "less than" : "at most")} {Text(maximum)}",
        ({ } minimum, null, var above, _) => $"{(above ? "more than" : "at least")} {Text(minimum)}",
        (null, { } maximum, _, var below) => $"{(below ? "less than" : "at most")} {Text(maximum)}",
        _ => "a number",
    };
}

/// <summary>How many characters a text, or how many items a list or map, may have.</summary>
internal sealed class LengthConstraint(int least, int most) : ConfigConstraint
{
    public int Least { get; } = least;

    public int Most { get; } = most;

    public override bool OnItems => false;

    public override string? Violation(object value)
    {
        var (length, unit) = value switch
        {
            string text => (text.Length, "character"),
            System.Collections.ICollection collection => (collection.Count, "item"),
            _ => (((System.Collections.IEnumerable)value).Cast<object?>().Count(), "item"),
        };
        if (length >= Least && length <= Most)
        {
            return null;
        }

        var wanted = Least == Most ? $"{Least}" : Most == int.MaxValue ? $"at least {Least}" : Least == 0 ? $"at most {Most}" : $"from {Least} to {Most}";
        var plural = (Most == int.MaxValue || Least == Most ? Least : Most) == 1 ? "" : "s";
        return $"have {wanted} {unit}{plural}";
    }
}

/// <summary>Text that matches a pattern as a whole.</summary>
internal sealed class PatternConstraint(string pattern) : ConfigConstraint
{
    private readonly Regex _whole = new($"^(?:{pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public string Pattern { get; } = pattern;

    public override string? Violation(object value) => _whole.IsMatch(Text(value)) ? null : $"match the pattern {Pattern}";
}

/// <summary>A value from a list.</summary>
internal sealed class ChoiceConstraint(ImmutableArray<string> choices) : ConfigConstraint
{
    public ImmutableArray<string> Choices { get; } = choices;

    public override string? Allowed => $"one of {string.Join(", ", Choices)}";

    public override string? Violation(object value) => Choices.Contains(Text(value))
        ? null
        : $"be {Allowed}{(NearestName.Find(Text(value), Choices) is { } near ? $"; did you mean '{near}'?" : "")}";
}

/// <summary>Any other attribute, in its own words.</summary>
internal sealed class AttributeConstraint(ValidationAttribute attribute) : ConfigConstraint
{
    public override bool OnItems => false;

    public override string? Violation(object value) =>
        attribute.IsValid(value) ? null : $"be valid: {attribute.FormatErrorMessage("the value")}";
}
