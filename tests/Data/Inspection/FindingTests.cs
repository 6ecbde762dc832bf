using ReAgent.Data.Episodes;
using ReAgent.Data.Inspection.Findings;
using ReAgent.Environments.Behavior;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Data.Tests.Inspection;

/// <summary>Logs with one defect each give exactly the finding that names it.</summary>
public sealed class FindingTests
{
    [Fact]
    public async Task A_sound_log_is_ready()
    {
        var findings = await WrittenLog.Findings(SampleLog.Table(SampleLog.Rows()));

        Assert.Empty(findings.All);
        Assert.Equal(LogVerdict.Ready, findings.Verdict);
    }

    public static TheoryData<string, string> Defects => new()
    {
        { "the reward is a feature", "reward-leak" },
        { "the reward is scaled into a feature", "reward-leak" },
        { "the action is a feature", "action-leak" },
        { "a feature is there for one action only", "action-leak" },
        { "the propensity is a feature", "propensity-leak" },
        { "a feature marks the end", "end-leak" },
        { "a feature counts down", "end-leak" },
        { "propensities are missing", "missing-propensities" },
        { "there are no propensities", "no-propensities" },
        { "propensities are 1", "deterministic-logging" },
        { "propensities are those of the other action", "miscalibrated-propensities" },
        { "propensities are small", "miscalibrated-propensities,small-propensities" },
        { "propensities are logarithms", "propensities-out-of-range,too-many-set-aside" },
        { "one action", "one-action" },
        { "a rare action", "miscalibrated-propensities,rare-actions" },
        { "an action that is not possible", "impossible-actions,too-many-set-aside" },
        { "some rows do not say what is possible", "no-possible-actions" },
        { "no reward varies", "constant-reward" },
        { "every reward is 0", "zero-reward" },
        { "a reward is an error code", "reward-outlier" },
        { "rows are repeated", "duplicate-rows,too-many-set-aside" },
        { "rows are missing", "gaps" },
        { "one id", "duplicate-rows,one-episode,too-many-set-aside" },
        { "a time limit is not marked", "unmarked-time-limit" },
        { "a feature is a time stamp", "large-features" },
        { "a feature is NaN", "features-not-finite,too-many-set-aside" },
        { "states are missing", "empty-states" },
        { "there are no states", "no-features" },
        { "an episode has no id", "too-many-set-aside" },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_is_found_and_nothing_else(string defect, string expected)
    {
        var findings = await WrittenLog.Findings(SampleLog.Table(Spoiled(defect)));

        var found = findings.All.Where(finding => finding.Level != FindingLevel.Note).Select(finding => finding.Id).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(",", found));
        Assert.NotEqual(LogVerdict.Ready, findings.Verdict);
    }

    public static TheoryData<string, string> Notes => new()
    {
        { "every episode is one row", "bandit" },
        { "lengths are spread up to the largest", "" },
        { "rows are stored backwards", "stored-out-of-order" },
        { "nothing says what is possible", "no-possible-actions" },
        { "a feature is constant", "constant-features" },
        { "a feature is scarce", "scarce-features" },
        { "rewards are 1", "constant-reward" },
        { "a row has no id", "some-set-aside" },
        { "episodes are cut off", "all-truncated" },
    };

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task What_is_good_to_know_leaves_a_log_ready(string fact, string expected)
    {
        var findings = await WrittenLog.Findings(SampleLog.Table(Spoiled(fact)));

        Assert.Equal(expected, string.Join(",", findings.All.Select(finding => finding.Id)));
        Assert.Equal(LogVerdict.Ready, findings.Verdict);
    }

    [Fact]
    public async Task A_collected_log_is_ready()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("CartPole-v0");
        var collector = new EpisodeCollector(environment, new UniformPolicy(environment.Description.Actions), seed: 1, index: 0, count: 1);

        var findings = await WrittenLog.Findings(collector.Collect(5000, _ => { }, CancellationToken.None).Table);

        Assert.Equal(["constant-reward"], findings.All.Select(finding => finding.Id));
        Assert.Equal(LogVerdict.Ready, findings.Verdict);
    }

    [Fact]
    public async Task Findings_come_with_the_lines_that_mend_them()
    {
        var findings = await WrittenLog.Findings(SampleLog.Table(Spoiled("the action is a feature")));

        Assert.Equal("preprocessing_options: {allowedlist_features: [1, 2]}", Assert.Single(findings.All).Config);
    }

    private static List<SampleRow> Spoiled(string defect) => defect switch
    {
        "the reward is a feature" => SampleLog.Rows((row, _) => row.State[3] = row.Reward),
        "the reward is scaled into a feature" => SampleLog.Rows((row, _) => row.State[3] = 5 - (2 * row.Reward)),
        "the action is a feature" => SampleLog.Rows((row, _) => row.State[3] = row.Action == "left" ? 8 : 3),
        "a feature is there for one action only" => SampleLog.Rows((row, at) =>
        {
            if (row.Action == "left" && at % 2 == 0)
            {
                row.State[3] = at % 5;
            }
        }),
        "the propensity is a feature" => SampleLog.Rows((row, at) =>
        {
            row.Propensity = row.Action == "left" ? 0.6 + ((at % 5 - 2) / 10.0) : 0.4 + ((at % 5 - 2) / 10.0);
            row.State[3] = row.Propensity;
        }),
        "a feature marks the end" => SampleLog.Rows((row, _) => row.State[3] = row.Step == row.Length - 1 ? 1 : 0),
        "a feature counts down" => SampleLog.Rows((row, _) => row.State[3] = row.Length - row.Step),
        "propensities are missing" => SampleLog.Rows((row, at) => row.Propensity = at % 4 == 0 ? double.NaN : row.Propensity),
        "there are no propensities" => SampleLog.Rows((row, _) => row.Propensity = double.NaN),
        "propensities are 1" => SampleLog.Rows((row, _) => row.Propensity = 1),
        "propensities are those of the other action" => SampleLog.Rows((row, _) => row.Propensity = 1 - row.Propensity),
        "propensities are small" => SampleLog.Rows((row, _) => row.Propensity /= 100),
        "propensities are logarithms" => SampleLog.Rows((row, _) => row.Propensity = Math.Log(row.Propensity)),
        "one action" => SampleLog.Rows((row, _) => (row.Action, row.Propensity, row.Possible) = ("left", 0.999, ["left"])),
        "a rare action" => SampleLog.Rows((row, at) => (row.Action, row.Propensity, row.Possible) = (at == 100 ? "jump" : row.Action, row.Propensity, ["left", "right", "jump"])),
        "an action that is not possible" => SampleLog.Rows((row, at) => row.Possible = at % 20 == 0 ? ["up"] : row.Possible),
        "some rows do not say what is possible" => SampleLog.Rows((row, at) => row.Possible = at % 3 == 0 ? [] : row.Possible),
        "no reward varies" => SampleLog.Rows((row, _) => row.Reward = 1, length: _ => 5),
        "every reward is 0" => SampleLog.Rows((row, _) => row.Reward = 0),
        "a reward is an error code" => SampleLog.Rows((row, at) => row.Reward = at == 3 ? -1e6 : row.Reward, episodes: 2500),
        "rows are repeated" => [.. SampleLog.Rows(), .. SampleLog.Rows().Take(50)],
        "rows are missing" => SampleLog.Rows((row, _) => row.IsLeftOut = row.Step == 1 && row.MdpId.EndsWith('3')),
        "one id" => SampleLog.Rows((row, _) => row.MdpId = "all"),
        "a time limit is not marked" => SampleLog.Rows(length: episode => episode % 3 == 0 ? 15 : 3 + (episode % 7)),
        "a feature is a time stamp" => SampleLog.Rows((row, at) => row.State[3] = 1.7e9 + at),
        "a feature is NaN" => SampleLog.Rows((row, at) => row.State[3] = at % 10 == 0 ? double.NaN : at % 7),
        "states are missing" => SampleLog.Rows((row, at) => ClearIf(row, at % 10 == 0)),
        "there are no states" => SampleLog.Rows((row, _) => ClearIf(row, true)),
        "an episode has no id" => SampleLog.Rows((row, _) => row.MdpId = row.MdpId == "e1" || row.MdpId == "e6" ? "" : row.MdpId),
        "lengths are spread up to the largest" => SampleLog.Rows(length: episode => 3 + (episode % 10)),
        "every episode is one row" => SampleLog.Rows(episodes: 600, length: _ => 1),
        "rows are stored backwards" => [.. Enumerable.Reverse(SampleLog.Rows())],
        "nothing says what is possible" => SampleLog.Rows((row, _) => row.Possible = []),
        "a feature is constant" => SampleLog.Rows((row, _) => row.State[3] = 4),
        "a feature is scarce" => SampleLog.Rows((row, at) =>
        {
            if (at % 100 == 0)
            {
                row.State[3] = at;
            }
        }),
        "rewards are 1" => SampleLog.Rows((row, _) => row.Reward = 1),
        "a row has no id" => SampleLog.Rows((row, at) => row.MdpId = at == 2 ? "" : row.MdpId, episodes: 300),
        "episodes are cut off" => SampleLog.Rows((row, _) => (row.Truncated, row.Action, row.Propensity) = row.Step == row.Length - 1 ? (true, "", double.NaN) : (false, row.Action, row.Propensity)),
        _ => throw new ArgumentOutOfRangeException(nameof(defect), defect, "no such log"),
    };

    private static void ClearIf(SampleRow row, bool isCleared)
    {
        if (isCleared)
        {
            row.State.Clear();
        }
    }
}
