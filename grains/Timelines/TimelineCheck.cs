using System.Collections.Immutable;
using ReAgent.Data.Expressions;
using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Timelines;

namespace ReAgent.Grains.Timelines;

/// <summary>Decides whether a timeline may be used.</summary>
public static class TimelineCheck
{
    /// <summary>Stops the job when more rows were set aside than the config allows.</summary>
    /// <exception cref="InvalidDataException">Too many; the message has the table of reasons.</exception>
    public static void Quarantine(TimelineCounts counts, TimelineOptions options)
    {
        var rows = counts.Quarantined.Values.Sum();
        if (rows > options.MaxQuarantinedShare * counts.RowsRead)
        {
            var reasons = string.Join("; ", counts.Quarantined.OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Value:N0} × {reason.Key}"));
            throw new InvalidDataException(
                $"{rows:N0} of {counts.RowsRead:N0} logged rows ({(double)rows / counts.RowsRead:P1}) cannot be used, and the limit is {options.MaxQuarantinedShare:P1} (timeline.max_quarantined_share). Reasons: {reasons}. The rows are under quarantine/, each with its reason.");
        }

        if (counts.Transitions == 0)
        {
            throw new InvalidDataException($"The log holds no usable decision: {counts.RowsRead:N0} rows were read.");
        }
    }

    /// <summary>Stops the job when rows do not obey the config's rules.</summary>
    /// <param name="what">What the rules are about, for the message: the log or the timeline.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="schema">The columns they use.</param>
    /// <param name="states">What they saw, for every part of the rows.</param>
    /// <exception cref="InvalidDataException">They do not; the message has every rule that is broken.</exception>
    public static void Rules(string what, IReadOnlyList<string> rules, ExpressionSchema schema, IReadOnlyList<ImmutableArray<RuleTallyState>> states)
    {
        var broken = RuleTallies.Verdicts(rules, schema, states).Where(verdict => !verdict.Passed).Select(verdict => verdict.Sentence).ToArray();
        if (broken.Length > 0)
        {
            throw new InvalidDataException($"The {what} does not satisfy {(broken.Length == 1 ? "a rule" : $"{broken.Length} rules")} of the config (timeline.{(what == "log" ? "validate_input" : "validate_output")}): {string.Join(" ", broken)}");
        }
    }
}
