using ReAgent.Client.Experiments;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views;

/// <summary>The table at the end of a run as plain lines: stage, state, time, what came out.</summary>
internal static class SummaryLines
{
    public static IEnumerable<string> Of(RunResult result)
    {
        var rows = result.Stages.Select(stage => (
            Name: ProgressText.Name(stage.Stage),
            State: ProgressText.Name(stage.State),
            Time: stage.State is StageState.Done or StageState.Failed ? ProgressText.Duration(stage.Elapsed) : "",
            Results: stage.Summary.Select(line => $"{line.Label}: {line.Text}").DefaultIfEmpty("").ToArray())).ToArray();
        if (rows.Length == 0)
        {
            yield break;
        }

        var stateWidth = rows.Max(row => row.State.Length);
        var timeWidth = rows.Max(row => row.Time.Length);
        foreach (var row in rows)
        {
            var head = $"{row.Name.PadRight(ProgressText.NameWidth)}  {row.State.PadRight(stateWidth)}  {row.Time.PadLeft(timeWidth)}";
            yield return $"{head}  {row.Results[0]}".TrimEnd();
            foreach (var more in row.Results.Skip(1))
            {
                yield return $"{new string(' ', head.Length)}  {more}";
            }
        }
    }
}
