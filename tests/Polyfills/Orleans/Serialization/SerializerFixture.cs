using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace ReAgent.Polyfills.Orleans.Tests.Serialization;

/// <summary>A serializer without a silo.</summary>
public sealed class SerializerFixture : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public Serializer Serializer => services.GetRequiredService<Serializer>();

    public DeepCopier Copier => services.GetRequiredService<DeepCopier>();

    public T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value));

    public void Dispose() => services.Dispose();
}
