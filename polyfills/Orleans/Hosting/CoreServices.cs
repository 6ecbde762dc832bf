using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Hosting;

/// <summary>What silos and clients have in common.</summary>
internal static class CoreServices
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ICodecSource>(sp => new RequestCodecSource(sp.GetRequiredService<GrainInterfaces>));
        services.AddSingleton<ICodecSource>(sp => new ReferenceCodecSource(
            sp.GetRequiredService<GrainReferenceRuntime>, sp.GetRequiredService<GrainInterfaces>));
        services.AddSerializer();
        services.TryAddSingleton<GrainInterfaces>();
        services.TryAddSingleton<GrainClasses>();
        services.TryAddSingleton<GrainReferenceRuntime>();
        services.TryAddSingleton<LocalObjects>();
        services.TryAddSingleton<MessageCodec>();
        services.TryAddSingleton<GrainFactory>();
        services.TryAddSingleton<IGrainFactory>(sp => sp.GetRequiredService<GrainFactory>());
        services.TryAddSingleton<IClusterClient>(sp => sp.GetRequiredService<GrainFactory>());
    }
}
