using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using ReAgent.Polyfills.Orleans.Tests.TestingHost;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

public interface ISizeGrain : IGrainWithStringKey
{
    Task<int> Measure(byte[] bytes);

    Task<byte[]> Make(int length);
}

public class SizeGrain : Grain, ISizeGrain
{
    public Task<int> Measure(byte[] bytes) => Task.FromResult(bytes.Length);

    public Task<byte[]> Make(int length) => Task.FromResult(new byte[length]);
}

public class StrangersTests
{
    private static readonly GrainId Client = ClientIdentity.Of("test");

    [Fact]
    public async Task Garbage_is_refused_and_the_silo_goes_on()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        await Closed(ConnectedCluster.Address(silo).Endpoint, Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"));
        await Closed(ConnectedCluster.Gateway(silo), [0xff, 0xfe, 0xfd]);
        await cluster.Log.Tells("Warning", "Refused a connection", "not the beginning of a connection");
        await Serves(cluster, silo);
    }

    [Fact]
    public async Task Who_does_not_say_who_he_is_in_time_is_hung_up_on()
    {
        await using var cluster = new ConnectedCluster
        {
            OnSilo = silo => silo.Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = TimeSpan.FromMilliseconds(200)),
        };
        var silo = await cluster.StartSilo();
        await Closed(ConnectedCluster.Gateway(silo), "ORL"u8.ToArray());
        await cluster.Log.Tells("Warning", "did not say who it is within");
        await Serves(cluster, silo);
    }

    [Fact]
    public async Task Who_speaks_another_version_is_told()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var later = new Preamble(Preamble.CurrentVersion + 1, "dev", null, Client, null, "");
        var answer = await Closed(ConnectedCluster.Gateway(silo), later.Encode());
        Assert.Contains($"version {Preamble.CurrentVersion + 1}", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_announces_more_than_is_allowed_is_hung_up_on()
    {
        await using var cluster = new ConnectedCluster { OnSilo = silo => silo.Configure<SiloMessagingOptions>(options => options.MaxMessageBodySize = 1000) };
        var silo = await cluster.StartSilo();
        var lengths = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(lengths.AsSpan(4), 1001);
        await Closed(ConnectedCluster.Gateway(silo), [.. Hello(), .. lengths]);
        await cluster.Log.Tells("MaxMessageBodySize 1000");
        await Serves(cluster, silo);
    }

    [Fact]
    public async Task Messages_that_cannot_be_read_harm_nobody()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var random = new Random(1);
        var junk = new List<byte>(Hello());
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(100)];
            random.NextBytes(bytes);
            var lengths = new byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(lengths, bytes.Length);
            junk.AddRange([.. lengths, .. bytes]);
        }

        using var socket = await Dial(ConnectedCluster.Gateway(silo), [.. junk]);
        await cluster.Log.Tells("could not be read");
        await Serves(cluster, silo);
    }

    [Fact]
    public async Task A_client_may_not_call_what_is_for_silos()
    {
        await using var cluster = new ConnectedCluster { OnClient = client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300)) };
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        var control = ConnectedCluster.Grains(client).GetGrain<ISiloControl>(SystemTargets.IdOf(SiloControl.Name, ConnectedCluster.Address(silo)));
        await Assert.ThrowsAsync<TimeoutException>(() => control.GetLoad().Soon());
        await cluster.Log.Tells("Warning", "which is for silos");
    }

    [Fact]
    public async Task A_message_that_is_too_large_fails_its_call_and_no_other()
    {
        await using var cluster = new ConnectedCluster
        {
            OnSilo = silo => silo.Configure<SiloMessagingOptions>(options => options.MaxMessageBodySize = 100_000),
            OnClient = client => client.Configure<ClientMessagingOptions>(options => options.MaxMessageBodySize = 100_000),
        };
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        var grain = ConnectedCluster.Grains(client).GetGrain<ISizeGrain>("a");
        var sent = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.Measure(new byte[200_000]).Soon());
        Assert.Contains("MaxMessageBodySize", sent.Message, StringComparison.Ordinal);
        var answered = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.Make(200_000).Soon());
        Assert.Contains("MaxMessageBodySize", answered.Message, StringComparison.Ordinal);
        Assert.Equal(90_000, await grain.Measure(new byte[90_000]).Soon());
    }

    [Fact]
    public async Task Large_messages_pass_both_ways()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        var grain = ConnectedCluster.Grains(client).GetGrain<ISizeGrain>("a");
        Assert.Equal(20_000_000, await grain.Measure(new byte[20_000_000]).Soon());
        Assert.Equal(20_000_000, (await grain.Make(20_000_000).Soon()).Length);
    }

    private static byte[] Hello() => new Preamble(Preamble.CurrentVersion, "dev", null, Client, null, "").Encode();

    private static async Task Serves(ConnectedCluster cluster, IHost silo)
    {
        var client = await cluster.StartClient(silo);
        Assert.Equal(ConnectedCluster.Address(silo), await ConnectedCluster.Grains(client).GetGrain<IMortalGrain>("a").Where().Soon());
    }

    /// <summary>Sends bytes, and reads until the other end hangs up.</summary>
    private static async Task<byte[]> Closed(IPEndPoint endpoint, byte[] bytes)
    {
        using var socket = await Dial(endpoint, bytes);
        using var answer = new MemoryStream();
        var buffer = new byte[1024];
        try
        {
            for (var count = await socket.ReceiveAsync(buffer).Soon(); count > 0; count = await socket.ReceiveAsync(buffer).Soon())
            {
                answer.Write(buffer, 0, count);
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return answer.ToArray();
        }

        return answer.ToArray();
    }

    private static async Task<Socket> Dial(IPEndPoint endpoint, byte[] bytes)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint).Soon();
        await socket.SendAsync(bytes).Soon();
        return socket;
    }
}
