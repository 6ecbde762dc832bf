using System.Text.Json;

namespace ReAgent.Data.Tests.Features;

/// <summary>Regenerates the values of the identification files from their seed, as their field <c>lcg</c> describes.</summary>
internal sealed class GoldenValues
{
    private readonly JsonElement _generator;
    private ulong _state;

    private GoldenValues(JsonElement generator)
    {
        _generator = generator;
        _state = generator.GetProperty("seed").GetUInt64();
    }

    public static float[] Of(JsonElement generator)
    {
        var count = generator.GetProperty("n").GetInt32();
        var values = new GoldenValues(generator);
        return [.. Enumerable.Range(0, count).Select(i => (float)values.Next(i, count))];
    }

    private double Next(int index, int count) => _generator.GetProperty("kind").GetString() switch
    {
        "bernoulli" => Uniform() < Get("p") ? 1 : 0,
        "constant" => Get("value"),
        "uniform" => Get("lo") + ((Get("hi") - Get("lo")) * Uniform()),
        "normal" => Get("mean") + (Get("std") * Normal()),
        "normal_clipped" => Math.Clamp(Get("mean") + (Get("std") * Normal()), Get("lo"), Get("hi")),
        "exponential" => Get("scale") * -Math.Log(1 - Uniform()),
        "lognormal" => Math.Exp(Get("mu") + (Get("sigma") * Normal())),
        "cubed_normal" => Math.Pow(Normal(), 3),
        "integers" => Get("first") + (Get("step") * Math.Floor(Uniform() * Get("count"))),
        "mixture_normal_exponential" when index < count / 2 => Get("mean") + (Get("std") * Normal()),
        "mixture_normal_exponential" => Get("scale") * -Math.Log(1 - Uniform()),
        var kind => throw new InvalidDataException($"Unknown generator '{kind}'."),
    };

    private double Get(string name) => _generator.GetProperty(name).GetDouble();

    private double Uniform()
    {
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (_state >> 11) * (1.0 / (1UL << 53));
    }

    private double Normal()
    {
        var sum = 0.0;
        for (var i = 0; i < 12; i++)
        {
            sum += Uniform();
        }

        return sum - 6;
    }
}
