using System.Globalization;
using ReAgent.Data.Episodes;
using ReAgent.Data.Expressions;

namespace ReAgent.Data.Timelines;

/// <summary>Computes the reward of each logged row by an expression over its columns (original: <c>custom_reward_expression</c>, rounded to float32 as there).</summary>
public sealed class RewardRule
{
    private const string NotANumber = "reward expression gives no number";

    private readonly RowExpression _expression;
    private double[] _values = [];

    /// <exception cref="ExpressionException">The expression is not valid.</exception>
    public RewardRule(string expression, EpisodeLayout layout) => _expression = RowExpression.Parse(expression, EpisodeColumns.SchemaOf(layout));

    /// <summary>Replaces the rewards; null counts as 0. A row for which the expression gives NaN or infinity is noted.</summary>
    public void Apply(EpisodeTable table, RowFindings findings)
    {
        if (_values.Length < table.Count)
        {
            _values = new double[table.Count];
        }

        var values = _values.AsSpan(0, table.Count);
        _expression.EvaluateNumbers(new EpisodeColumns(table), RowSelection.Range(0, table.Count), values);
        for (var row = 0; row < values.Length; row++)
        {
            var reward = (double)(float)values[row];
            if (!double.IsFinite(reward) && table.HasAction(row))
            {
                findings.Note(row, NotANumber, values[row].ToString(CultureInfo.InvariantCulture));
            }

            table.Reward[row] = reward;
        }
    }
}
