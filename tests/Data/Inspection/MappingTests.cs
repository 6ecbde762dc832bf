using ReAgent.Data.Inspection.Findings;
using ReAgent.Data.Inspection.Mapping;
using ReAgent.Data.Logs;
using Xunit;

namespace ReAgent.Data.Tests.Inspection;

public sealed class MappingTests
{
    [Theory]
    [InlineData("mdp_id", "session_id", "userid", "EpisodeId", "trajectory", "user", "visit_id")]
    [InlineData("sequence_number", "step", "t", "timestamp", "eventTime", "ts", "seq")]
    [InlineData("state_features", "features", "state", "context", "obs", "user_features")]
    [InlineData("action", "action_id", "arm", "choice", "actionTaken", "a")]
    [InlineData("action_probability", "prob", "propensity", "pscore", "action_prob", "logging_prob")]
    [InlineData("reward", "click", "outcome", "label", "r", "result.score")]
    [InlineData("possible_actions", "available_actions", "legalActions")]
    public void Common_names_are_known(string name, params string[] logNames)
    {
        Assert.All(logNames, logName => Assert.True(ColumnSynonyms.Score(name, logName) > 0, logName));
        Assert.All(logNames, logName => Assert.Equal(
            name, ColumnSynonyms.Names.MaxBy(other => ColumnSynonyms.Score(other, logName))));
    }

    [Theory]
    [InlineData("age")]
    [InlineData("price_usd")]
    [InlineData("section_a")]
    public void Other_names_are_not_taken_for_anything(string logName) =>
        Assert.All(ColumnSynonyms.Names, name => Assert.Equal(0, ColumnSynonyms.Score(name, logName)));

    [Fact]
    public async Task A_flat_table_with_other_names_is_inspected_all_the_same()
    {
        var rows = SampleLog.Rows().Select(row => FormattableString.Invariant($"{row.MdpId},{row.Sequence},{row.State[1]},{row.State[2]},{row.Action},{row.Propensity},{row.Reward}"));
        using var log = new WrittenLog().With($"session_id,step,load,speed,choice,prob,outcome\n{string.Join('\n', rows)}\n", "flat.csv");

        var inspection = await log.Inspect();
        var findings = InspectionFindings.Of(inspection);

        Assert.Equal(LogVerdict.UsableWithCare, findings.Verdict);
        Assert.Equal(["proposed-mapping", "no-possible-actions"], findings.All.Select(finding => finding.Id));
        Assert.Equal(
            "log: {columns: {mdp_id: session_id, sequence_number: step, action_probability: prob, action: choice, reward: outcome}, state_columns: [load, speed]}",
            findings.All[0].Config);
        Assert.Equal((717, 120), (inspection.Contents!.Rows, inspection.Contents.Episodes.Count));
        Assert.Equal("0 (load)", inspection.Contents.State.All[0].Label);
    }

    [Fact]
    public async Task With_the_proposed_mapping_nothing_is_proposed()
    {
        var rows = SampleLog.Rows().Select(row => FormattableString.Invariant($"{row.MdpId},{row.Sequence},{row.State[1]},left|right,{row.Action},{row.Propensity},{row.Reward}"));
        using var log = new WrittenLog().With($"session_id,step,load,speed,choice,prob,outcome\n{string.Join('\n', rows)}\n", "flat.csv");

        var options = (await log.Inspect()).Mapping.ApplyTo(new LogOptions());
        var inspection = await log.Inspect(options);

        Assert.True(inspection.Mapping.IsEmpty);
        Assert.DoesNotContain(inspection.Columns, column => column.IsProposed);
        Assert.NotNull(inspection.Contents);
    }

    [Fact]
    public async Task Members_of_structures_are_found()
    {
        var rows = SampleLog.Rows().Select(row => FormattableString.Invariant(
            $$$"""{"user": {"session": "{{{row.MdpId}}}", "country": "x"}, "timestamp": {{{1000 + (row.Sequence * 17)}}}, "context": {"load": {{{row.State[1]}}}, "speed": {{{row.State[2]}}}}, "action": "{{{row.Action}}}", "outcome": {"score": {{{row.Reward}}}}}"""));
        using var log = new WrittenLog().With(string.Join('\n', rows), "log.jsonl");

        var inspection = await log.Inspect();

        Assert.Equal(
            "log: {columns: {mdp_id: user.session, sequence_number: timestamp, reward: outcome.score}, state_columns: [context.load, context.speed]}",
            inspection.Mapping.Config);
        Assert.NotNull(inspection.Contents);
        Assert.False(inspection.Contents.Episodes.CountsSteps);
    }

    [Fact]
    public async Task Columns_without_telling_names_are_found_by_what_they_hold()
    {
        var rows = SampleLog.Rows().Select(row => FormattableString.Invariant($"{row.MdpId},{row.Sequence},\"{{1: {row.State[1]}}}\",{row.Action},{row.Reward}"));
        using var log = new WrittenLog().With($"k1,k2,k3,k4,reward\n{string.Join('\n', rows)}\n", "log.csv");

        var mapping = (await log.Inspect()).Mapping;

        Assert.Equal(["mdp_id k1", "sequence_number k2", "state_features k3", "action k4"], mapping.Columns.Select(column => $"{column.Name} {column.LogName}").Order(StringComparer.Ordinal).OrderBy(text => text[^1]));
    }

    [Fact]
    public async Task A_column_of_scores_is_not_taken_for_propensities()
    {
        var rows = SampleLog.Rows().Select(row => FormattableString.Invariant($"{row.MdpId},{row.Sequence},{row.State[1]},{row.Action},{row.State[2] + 5},{row.Reward}"));
        using var log = new WrittenLog().With($"mdp_id,sequence_number,load,action,prob,reward\n{string.Join('\n', rows)}\n", "log.csv");

        var mapping = (await log.Inspect()).Mapping;

        Assert.Empty(mapping.Columns);
        Assert.Equal(["load", "prob"], mapping.StateColumns.ToArray());
    }

    [Fact]
    public async Task What_nothing_is_found_for_is_named()
    {
        using var log = new WrittenLog().With("a1,b1,c1\n0.5,0.25,x\n0.125,0.75,y\n", "log.csv");

        var findings = InspectionFindings.Of(await log.Inspect());

        Assert.Equal(LogVerdict.NotUsable, findings.Verdict);
        var missing = Assert.Single(findings.All);
        Assert.Equal("missing-columns", missing.Id);
        Assert.Contains("mdp_id: …", missing.Config, StringComparison.Ordinal);
        Assert.Contains("reward: …", missing.Config, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain_name", "plain_name")]
    [InlineData("outcome.score", "outcome.score")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("7", "'7'")]
    [InlineData("y", "'y'")]
    public void Names_are_written_as_yaml_takes_them(string name, string expected) => Assert.Equal(expected, MappingProposal.Quoted(name));
}
