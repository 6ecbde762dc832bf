using Orleans;

namespace ReAgent.Bench.Orleans;

/// <summary>The least a grain can do.</summary>
public interface IAddGrain : IGrainWithIntegerKey
{
    Task<int> Add(int amount);

    /// <summary>Number of bytes that came.</summary>
    Task<int> Count(byte[] bytes);

    /// <summary>Calls another grain so often, one call after the other.</summary>
    Task<int> CallOther(long other, int times);
}

/// <inheritdoc/>
public sealed class AddGrain : Grain, IAddGrain
{
    private int sum;

    public Task<int> Add(int amount) => Task.FromResult(sum += amount);

    public Task<int> Count(byte[] bytes) => Task.FromResult(bytes.Length);

    public async Task<int> CallOther(long other, int times)
    {
        var grain = GrainFactory.GetGrain<IAddGrain>(other);
        var result = 0;
        for (var i = 0; i < times; i++)
        {
            result = await grain.Add(1);
        }

        return result;
    }
}
