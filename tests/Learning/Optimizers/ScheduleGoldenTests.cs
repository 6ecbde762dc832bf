using System.Text.Json.Nodes;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers.Schedules;
using ReAgent.Learning.Tests.Golden;
using Xunit;

namespace ReAgent.Learning.Tests.Optimizers;

/// <summary>Learning rates before each of 25 steps, as the reference gives them.</summary>
public sealed class ScheduleGoldenTests
{
    [Theory]
    [InlineData("StepLR")]
    [InlineData("MultiStepLR")]
    [InlineData("ExponentialLR")]
    [InlineData("CosineAnnealingLR")]
    [InlineData("CosineAnnealingWarmRestarts")]
    [InlineData("CyclicLR")]
    [InlineData("OneCycleLR")]
    public void Rates_are_those_of_the_reference(string name)
    {
        var golden = GoldenFile.Read("optimizer/schedulers.json")
            .GetProperty("cases").EnumerateArray().Single(entry => entry.GetProperty("scheduler").GetString() == name);
        var json = new JsonObject { [name] = JsonNode.Parse(golden.GetProperty("config").GetRawText()) };
        var schedule = ConfigJson.Read<LearningRateSchedule>(json.ToJsonString(), new ConfigCatalog(typeof(LearningRateSchedule).Assembly));
        double[] expected = [.. golden.GetProperty("lr_before_each_step").EnumerateArray().Select(rate => rate.GetDouble())];
        double[] actual = [.. expected.Select((_, time) => schedule.Rate(0.1, time))];
        Near.Equal(name, expected, actual, 1e-7, 1e-10);
    }
}
