using System.Collections.Immutable;
using ReAgent.Data.Expressions;
using ReAgent.Data.Expressions.Rules;

namespace ReAgent.Data.Timelines;

/// <summary>What several validation rules have seen of the rows so far.</summary>
public sealed class RuleTallies
{
    private readonly ImmutableArray<RuleTally> _tallies;

    /// <summary>Tallies that have seen no rows.</summary>
    public RuleTallies(IEnumerable<string> rules, ExpressionSchema schema) => _tallies = [.. rules.Select(rule => ValidationRule.Parse(rule, schema).NewTally())];

    /// <summary>The states, in the order of the rules.</summary>
    public ImmutableArray<RuleTallyState> States => [.. _tallies.Select(tally => tally.State)];

    /// <summary>Reads all rules, without using them.</summary>
    /// <exception cref="ExpressionException">A rule is not valid.</exception>
    public static void Check(IEnumerable<string> rules, ExpressionSchema schema)
    {
        foreach (var rule in rules)
        {
            ValidationRule.Parse(rule, schema);
        }
    }

    /// <summary>Whether the rows that states were taken of obey the rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="schema">The columns they use.</param>
    /// <param name="states">States of the shards, each in the order of the rules.</param>
    public static IEnumerable<RuleVerdict> Verdicts(IReadOnlyList<string> rules, ExpressionSchema schema, IReadOnlyList<ImmutableArray<RuleTallyState>> states)
    {
        for (var index = 0; index < rules.Count; index++)
        {
            var rule = ValidationRule.Parse(rules[index], schema);
            var tally = rule.NewTally();
            foreach (var state in states)
            {
                tally.Merge(rule.TallyFrom(state[index]));
            }

            yield return tally.Verdict();
        }
    }

    /// <summary>Takes rows in.</summary>
    public void Add(IRowColumns columns, int rows)
    {
        foreach (var tally in _tallies)
        {
            tally.Add(columns, RowSelection.Range(0, rows));
        }
    }

    /// <summary>Takes the rows of others of the same rules in.</summary>
    public void Merge(RuleTallies other)
    {
        for (var index = 0; index < _tallies.Length; index++)
        {
            _tallies[index].Merge(other._tallies[index]);
        }
    }
}
