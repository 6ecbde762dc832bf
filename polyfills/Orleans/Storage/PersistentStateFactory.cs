using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Makes the pieces of state that grains ask for, over the storage provider that they name.</summary>
internal sealed class PersistentStateFactory : IPersistentStateFactory, IAttributeToFactoryMapper<PersistentStateAttribute>
{
    private static readonly MethodInfo CreateMethod = typeof(PersistentStateFactory).GetMethod(nameof(CreateFor), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        var name = config.StorageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        var storage = context.ActivationServices.GetKeyedService<IGrainStorage>(name)
            ?? throw new BadProviderConfigException(
                $"Grain {context.GrainId} keeps state '{config.StateName}' in storage '{name}', but no storage provider of that name is registered"
                + (config.StorageName is null ? "; none is named, so the default one is meant." : "."));
        var state = new PersistentState<TState>(
            config.StateName, context, storage, context.ActivationServices.GetRequiredService<IGrainStorageSerializer>());
        (context as Activation)?.Carry(state);
        context.ObservableLifecycle.Subscribe(
            $"state {config.StateName}", GrainLifecycleStage.SetupState, token => state.LoadAsync(token));
        return state;
    }

    public Func<IGrainContext, object> GetFactory(ParameterInfo parameter, PersistentStateAttribute metadata)
    {
        if (parameter.ParameterType is not { IsConstructedGenericType: true } type || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new ArgumentException(
                $"[PersistentState] belongs on parameters of type IPersistentState<T>; '{parameter.Name}' of {parameter.Member.DeclaringType} is a {parameter.ParameterType}.");
        }

        return CreateMethod
            .MakeGenericMethod(type.GetGenericArguments()[0])
            .CreateDelegate<Func<PersistentStateAttribute, Func<IGrainContext, object>>>(this)(metadata);
    }

    private Func<IGrainContext, object> CreateFor<TState>(PersistentStateAttribute metadata) => context => Create<TState>(context, metadata);
}
