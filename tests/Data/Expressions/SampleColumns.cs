using ReAgent.Data.Expressions;

namespace ReAgent.Data.Tests.Expressions;

/// <summary>A small table in memory, with nulls wherever a test wants them.</summary>
internal sealed class SampleColumns : IRowColumns
{
    public static readonly ExpressionSchema Schema = new(
    [
        new("reward", ExpressionType.Number),
        new("action_probability", ExpressionType.Number),
        new("zero", ExpressionType.Number),
        new("action", ExpressionType.Text),
        new("not_terminal", ExpressionType.Boolean),
        new("metrics", ExpressionType.MapByName),
        new("state_features", ExpressionType.MapById),
        new("odd name", ExpressionType.Number),
        new("case", ExpressionType.Number),
    ]);

    public Dictionary<string, double?[]> Numbers { get; } = [];

    public Dictionary<string, string?[]> Texts { get; } = [];

    public Dictionary<string, bool?[]> Booleans { get; } = [];

    public Dictionary<string, Dictionary<string, double>[]> Named { get; } = [];

    public Dictionary<string, Dictionary<long, double>[]> Numbered { get; } = [];

    /// <summary>Four logged rows; the last one lacks what can be lacking.</summary>
    public static SampleColumns Logged() => new()
    {
        Numbers =
        {
            ["reward"] = [0, 1, 4, 5],
            ["action_probability"] = [0.3, 0.4, 0.5, null],
            ["zero"] = [0, 0, 0, 0],
            ["odd name"] = [7, 7, 7, 7],
            ["case"] = [8, 8, 8, 8],
        },
        Texts = { ["action"] = ["L", "R", "it's", null] },
        Booleans = { ["not_terminal"] = [true, true, false, null] },
        Named = { ["metrics"] = [new() { ["clicks"] = 2 }, new() { ["clicks"] = 3, ["end"] = 1 }, [], []] },
        Numbered = { ["state_features"] = [new() { [7] = 0.5 }, new() { [7] = 1.5, [-2] = 9 }, [], []] },
    };

    /// <summary>One column of rewards.</summary>
    public static SampleColumns OfRewards(params double?[] rewards) => new() { Numbers = { ["reward"] = rewards } };

    public bool ReadNumbers(string column, RowSelection rows, Span<double> values, Span<bool> nulls) => Fill(Numbers[column], rows, values, nulls);

    public bool ReadBooleans(string column, RowSelection rows, Span<bool> values, Span<bool> nulls) => Fill(Booleans[column], rows, values, nulls);

    public void ReadTexts(string column, RowSelection rows, Span<string?> values) => rows.Gather(Texts[column], values);

    public bool ReadMap(string column, string key, RowSelection rows, Span<double> values, Span<bool> nulls) =>
        Fill([.. Named[column].Select(map => map.TryGetValue(key, out var value) ? value : (double?)null)], rows, values, nulls);

    public bool ReadMap(string column, long key, RowSelection rows, Span<double> values, Span<bool> nulls) =>
        Fill([.. Numbered[column].Select(map => map.TryGetValue(key, out var value) ? value : (double?)null)], rows, values, nulls);

    private static bool Fill<T>(T?[] column, RowSelection rows, Span<T> values, Span<bool> nulls)
        where T : struct
    {
        var any = false;
        for (var i = 0; i < rows.Count; i++)
        {
            values[i] = column[rows[i]] ?? default;
            nulls[i] = column[rows[i]] is null;
            any |= nulls[i];
        }

        return any;
    }
}
