using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The serializer without a silo.</summary>
public static class SerializerServiceCollectionExtensions
{
    /// <summary>Adds <see cref="Serializer"/>, <see cref="Serializer{T}"/> and <see cref="DeepCopier"/>.</summary>
    public static IServiceCollection AddSerializer(this IServiceCollection services)
    {
        services.TryAddSingleton<ApplicationTypes>();
        services.TryAddSingleton<CodecProvider>();
        services.TryAddSingleton(sp => new Serializer(sp.GetRequiredService<CodecProvider>()));
        services.TryAddSingleton(typeof(Serializer<>));
        services.TryAddSingleton(sp => new DeepCopier(sp.GetRequiredService<CodecProvider>()));
        return services;
    }
}
