using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Contracts.Tests.Configuration;

public class ConfigNamesTests
{
    [Theory]
    [InlineData("TargetUpdateRate", "target_update_rate")]
    [InlineData("QNetworkLoss", "q_network_loss")]
    [InlineData("Use2QFunctions", "use_2_q_functions")]
    [InlineData("QuantileK2Threshold", "quantile_k2_threshold")]
    [InlineData("CalcCPEInTraining", "calc_cpe_in_training")]
    [InlineData("Lr", "lr")]
    public void Names_are_written_in_the_originals_way(string name, string key) => Assert.Equal(key, ConfigNames.SnakeCase(name));

    [Theory]
    [InlineData("gama", "gamma")]
    [InlineData("discretedqn", "DiscreteDQN")]
    [InlineData("sede", "seed")]
    [InlineData("something_else", null)]
    [InlineData("xy", null)]
    public void The_nearest_name_is_found_when_it_is_near(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, ["gamma", "DiscreteDQN", "seed", "lr"]));
}
