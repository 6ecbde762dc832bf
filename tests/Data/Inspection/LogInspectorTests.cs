using ReAgent.Data.Inspection.Findings;
using Xunit;

namespace ReAgent.Data.Tests.Inspection;

public sealed class LogInspectorTests
{
    [Fact]
    public async Task Numbers_are_those_of_the_log()
    {
        var rows = SampleLog.Rows((row, at) => row.Reward = at % 4 == 0 ? 0 : row.Reward);
        using var log = await new WrittenLog().With(SampleLog.Table(rows));

        var contents = (await log.Inspect()).Contents!;

        var left = contents.Actions.Discrete[0];
        var lefts = rows.Where(row => row.Action == "left").ToArray();
        Assert.Equal(("left", lefts.Length), (left.Name, left.Count));
        Assert.Equal((double)lefts.Length / rows.Count, left.Share, 12);
        Assert.Equal(0.6, left.MeanPropensity!.Value, 12);
        Assert.Equal(lefts.Average(row => row.Reward), left.MeanReward!.Value, 12);
        Assert.Equal(lefts.Length / 0.6 / rows.Count, left.Calibration!.Value, 12);
        Assert.Equal(rows.Average(row => row.Reward), contents.Reward!.Mean, 12);
        Assert.Equal(rows.Count(row => row.Reward == 0), contents.Reward.Zeros);
        Assert.Equal(1, contents.Reward.Histogram.Sum(bin => bin.Share), 9);
        Assert.Equal((3, 6, 9, 9), (contents.Episodes.Lengths.Minimum, contents.Episodes.Lengths.Median, contents.Episodes.Lengths.Percentile95, contents.Episodes.Lengths.Maximum));
        Assert.Equal("clicks", Assert.Single(contents.Metrics).Name);
        Assert.Equal([1.0, 1.0], contents.State.All.Select(feature => feature.Coverage));
    }

    [Fact]
    public async Task Calibration_counts_only_decisions_in_which_the_action_was_possible()
    {
        // Every third row, only 'left' is possible, and is taken for sure.
        var rows = SampleLog.Rows((row, at) => (row.Action, row.Propensity, row.Possible) = at % 3 == 0 ? ("left", 1.0, ["left"]) : (row.Action, row.Propensity, row.Possible));
        using var log = await new WrittenLog().With(SampleLog.Table(rows));

        var right = (await log.Inspect()).Contents!.Actions.Discrete.Single(action => action.Name == "right");

        var possible = rows.Count(row => row.Possible.Contains("right"));
        Assert.Equal(rows.Count(row => row.Action == "right") / 0.4 / possible, right.Calibration!.Value, 12);
        Assert.InRange(right.Calibration.Value, 1 - (4 * right.CalibrationError!.Value), 1 + (4 * right.CalibrationError.Value));
    }

    [Fact]
    public async Task Repeated_rows_are_counted_across_files()
    {
        using var log = await new WrittenLog().With(SampleLog.Table(SampleLog.Rows()), "a.parquet");
        await log.With(SampleLog.Table(SampleLog.Rows().Take(7)), "b.parquet");

        var contents = (await log.Inspect()).Contents!;

        Assert.Equal((7, 724), (contents.Episodes.DuplicateRows, contents.Rows));
        Assert.Equal(SampleLog.Episodes, contents.Episodes.Count);
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_the_others_are_read()
    {
        using var log = await new WrittenLog().With(SampleLog.Table(SampleLog.Rows()));
        log.With("this is no Parquet file", "bad.parquet");

        var inspection = await log.Inspect();
        var finding = Assert.Single(InspectionFindings.Of(inspection).All);

        Assert.Equal(("damaged-files", "log: {on_damaged_file: skip}"), (finding.Id, finding.Config));
        Assert.Contains("bad.parquet", finding.Message, StringComparison.Ordinal);
        Assert.Equal(717, inspection.Contents!.Rows);
        Assert.Equal([0, 717], inspection.Files.All.Select(file => file.Rows));
    }

    [Fact]
    public async Task Nothing_but_damaged_files_is_not_usable()
    {
        using var log = new WrittenLog().With("this is no Parquet file", "bad.parquet");

        var findings = InspectionFindings.Of(await log.Inspect());

        Assert.Equal(LogVerdict.NotUsable, findings.Verdict);
        Assert.Equal(["no-rows", "damaged-files"], findings.All.Select(finding => finding.Id));
    }

    [Fact]
    public async Task Dates_are_those_of_the_folders()
    {
        using var log = new WrittenLog();
        foreach (var date in (string[])["2026-01-03", "2026-01-01"])
        {
            Directory.CreateDirectory(Path.Combine(log.Folder, $"ds={date}"));
            var line = """{"mdp_id": "a", "sequence_number": 1, "state_features": {"1": 2}, "action": "left", "reward": 1}""";
            log.With(line, $"ds={date}/log.jsonl");
        }

        var dates = (await log.Inspect()).Contents!.Dates!;

        Assert.Equal(("2026-01-01", "2026-01-03"), (dates.First, dates.Last));
    }

    [Fact]
    public async Task The_limit_of_rows_set_aside_is_the_jobs()
    {
        using var log = await new WrittenLog().With(SampleLog.Table(SampleLog.Rows((row, at) => row.Reward = at % 20 == 0 ? double.PositiveInfinity : row.Reward)));

        var strict = InspectionFindings.Of(await log.Inspect());
        var lenient = InspectionFindings.Of(await log.Inspect(new ReAgent.Data.Inspection.InspectionOptions { MaxQuarantinedShare = 0.1 }));

        Assert.Equal((LogVerdict.NotUsable, LogVerdict.Ready), (strict.Verdict, lenient.Verdict));
        Assert.Equal("timeline: {max_quarantined_share: 0.07}", strict.All[0].Config);
        Assert.Equal(["some-set-aside"], lenient.All.Select(finding => finding.Id));
    }
}
