using ReAgent.Client.Views;
using ReAgent.Data.Inspection;
using ReAgent.Data.Inspection.Findings;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Client.Inspection;

/// <summary>An inspection in two screens of text: the verdict, what to do, and then the numbers behind it.</summary>
internal static class InspectionText
{
    private const int Width = 110;
    private const int MostFindings = 8;

    /// <summary>The lines.</summary>
    public static IEnumerable<TextLine> Lines(LogInspection inspection, InspectionFindings findings, TimeSpan elapsed)
    {
        yield return new TextLine($"{Verdict(findings.Verdict)}: {Summary(inspection)}{Speed(inspection, elapsed)}", StyleOf(findings.Verdict));
        foreach (var line in Findings(findings))
        {
            yield return line;
        }

        foreach (var section in InspectionSections.Of(inspection))
        {
            yield return new TextLine("");
            yield return new TextLine(section.Title, LineStyle.Heading);
            foreach (var line in section.Lines)
            {
                yield return new TextLine($"  {line}");
            }
        }
    }

    /// <summary>The verdict in words.</summary>
    public static string Verdict(LogVerdict verdict) => verdict switch
    {
        LogVerdict.Ready => "READY",
        LogVerdict.UsableWithCare => "USABLE WITH CARE",
        _ => "NOT USABLE",
    };

    /// <summary><c>30,000 rows in 1,350 episodes, 2 actions, 4 features</c>.</summary>
    public static string Summary(LogInspection inspection)
    {
        var files = Count(inspection.Files.All.Length, "file");
        if (inspection.Contents is not { } contents)
        {
            return $"{files}, no rows read";
        }

        var actions = contents.Actions.Discrete.Length > 0 ? $", {Count(contents.Actions.Discrete.Length, "action")}" : "";
        return $"{Count(contents.Rows, "row")}{(contents.IsBeginning ? " (the first ones only)" : "")} in {(contents.Episodes.IsExact ? "" : "about ")}{Count(contents.Episodes.Count, "episode")}{actions}, {Count(contents.State.All.Length, "feature")}, {files}";
    }

    private static IEnumerable<TextLine> Findings(InspectionFindings findings)
    {
        var number = 0;
        foreach (var finding in findings.All.Take(MostFindings))
        {
            if (number == 0 || finding.Level == FindingLevel.Note && findings.All[number - 1].Level != FindingLevel.Note)
            {
                yield return new TextLine("");
                yield return new TextLine(finding.Level == FindingLevel.Note ? "Good to know" : "What to do", LineStyle.Heading);
            }

            var head = $"{++number}. ";
            foreach (var (index, line) in Wrap(finding.Level == FindingLevel.Blocker ? $"MUST  {finding.Message}" : finding.Message).Index())
            {
                yield return new TextLine($"  {(index == 0 ? head : new string(' ', head.Length))}{line}");
            }

            foreach (var line in Wrap(finding.Advice ?? ""))
            {
                yield return new TextLine($"  {new string(' ', head.Length)}{line}");
            }

            if (finding.Config is { } config)
            {
                yield return new TextLine($"  {new string(' ', head.Length)}    {config}", LineStyle.Config);
            }
        }

        if (findings.All.Length > MostFindings)
        {
            yield return new TextLine($"  … and {findings.All.Length - MostFindings} more: --json and --html have all.");
        }
    }

    private static string Speed(LogInspection inspection, TimeSpan elapsed) => inspection.Contents is { } contents && elapsed.TotalSeconds >= 1
        ? $" ({ProgressText.Duration(elapsed)}, {ProgressText.Number(contents.Rows / elapsed.TotalSeconds)} rows/s)"
        : "";

    private static LineStyle StyleOf(LogVerdict verdict) => verdict switch
    {
        LogVerdict.Ready => LineStyle.Good,
        LogVerdict.UsableWithCare => LineStyle.Careful,
        _ => LineStyle.Bad,
    };

    private static IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var paragraph in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > Width)
                {
                    yield return line;
                    line = "";
                }

                line = line.Length == 0 ? word : $"{line} {word}";
            }

            if (line.Length > 0)
            {
                yield return line;
                line = "";
            }
        }
    }
}
