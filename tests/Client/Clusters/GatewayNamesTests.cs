using System.Collections.Immutable;
using System.Net;
using ReAgent.Client.Clusters;
using Xunit;

namespace ReAgent.Client.Tests.Clusters;

public class GatewayNamesTests
{
    private static readonly IPEndPoint First = IPEndPoint.Parse("10.244.1.7:30000");
    private static readonly IPEndPoint Second = IPEndPoint.Parse("[fd00::7]:30000");

    private ImmutableArray<IPEndPoint>? _found = [First];

    private static async Task<string[]> Gateways(GatewayNames names) => [.. (await names.GetGateways()).Select(gateway => gateway.ToString())];

    private GatewayNames Names() => new(() => _found ?? throw new FormatException("the host cannot be found"));

    [Fact]
    public async Task Silos_that_have_been_replaced_are_found_by_the_same_name()
    {
        var names = Names();
        Assert.True(names.IsUpdatable);
        Assert.Equal(["gwy.tcp://10.244.1.7:30000/0"], await Gateways(names));

        _found = [Second];

        Assert.Equal(["gwy.tcp://[fd00::7]:30000/0"], await Gateways(names));
    }

    [Fact]
    public async Task While_a_name_stands_for_nothing_the_last_addresses_are_kept()
    {
        var names = Names();
        await names.GetGateways();

        _found = null;

        Assert.Equal(["gwy.tcp://10.244.1.7:30000/0"], await Gateways(names));
    }

    [Fact]
    public async Task A_name_that_never_stood_for_anything_is_told()
    {
        _found = null;

        await Assert.ThrowsAsync<FormatException>(() => Names().GetGateways());
    }
}
