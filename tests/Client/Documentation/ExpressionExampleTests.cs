using System.Globalization;
using ReAgent.Data.Expressions;
using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using Xunit;

namespace ReAgent.Client.Tests.Documentation;

/// <summary>Every expression and rule of docs/expressions.md gives what the page says.</summary>
public sealed class ExpressionExampleTests : IAsyncLifetime
{
    private static readonly Document Page = Document.Read("expressions.md");
    private ExampleRows _rows = null!;

    private ExpressionSchema Schema => EpisodeColumns.SchemaOf(_rows.Table.Layout);

    public static TheoryData<string, string> Values => Table("expression", "value in the first row");

    public static TheoryData<string, string> Rules => Table("rule", "holds");

    public static TheoryData<string, string> TimelineRules => Table("rule for the timeline", "holds");

    public static TheoryData<string, string> Mistakes => Table("wrong", "answer");

    public async Task InitializeAsync() => _rows = await ExampleRows.Read(Page.Blocks("json rows").Single(), new LogOptions { ExtraFeatureColumns = ["dwell", "odd name"] });

    public Task DisposeAsync()
    {
        _rows.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void An_expression_has_its_value(string expression, string expected)
    {
        var (values, nulls) = (new double[1], new bool[1]);

        RowExpression.Parse(expression, Schema).EvaluateNumbers(new EpisodeColumns(_rows.Table), RowSelection.Range(0, 1), values, nulls);

        Assert.Equal(expected, nulls[0] ? "null" : values[0].ToString("R", CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_holds_for_the_rows_or_does_not(string rule, string holds)
    {
        var tally = ValidationRule.Parse(rule, Schema).NewTally();
        tally.Add(new EpisodeColumns(_rows.Table), RowSelection.Range(0, _rows.Table.Count));

        Assert.Equal(holds, tally.Verdict().Passed ? "yes" : "no");
    }

    [Theory]
    [MemberData(nameof(TimelineRules))]
    public async Task A_rule_holds_for_their_timeline_or_does_not(string rule, string holds)
    {
        var (_, verdicts) = await _rows.Timeline(new TimelineOptions { ValidateOutput = [rule] });

        Assert.Equal(holds, Assert.Single(verdicts).Passed ? "yes" : "no");
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_answered_as_shown(string expression, string answer)
    {
        Assert.False(RowExpression.TryParse(expression, Schema, ExpressionType.Number, out _, out var problems));

        Assert.Equal(answer, string.Join(" ", problems));
    }

    [Fact]
    public void Every_function_is_described()
    {
        ValidationRule.TryParse("zzzzzzzz(1) > 0", Schema, out _, out var problems);
        var listed = problems.Single().Message;
        var functions = listed[(listed.IndexOf(" are ", StringComparison.Ordinal) + 5)..].TrimEnd('.').Split(", ");

        Assert.True(functions.Length > 20);
        Assert.All(functions, function => Assert.Contains($"`{function}(", Page.Text, StringComparison.Ordinal));
    }

    private static TheoryData<string, string> Table(string what, string answer)
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in Page.Rows(what, answer))
        {
            rows.Add(row[0], row[1]);
        }

        return rows;
    }
}
