using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>Makes grain references; the same in silos and clients.</summary>
internal sealed class GrainFactory(
    IServiceProvider services,
    GrainReferenceRuntime references,
    GrainInterfaces interfaces,
    GrainClasses classes,
    LocalObjects objects,
    IMessageCenter messages) : IClusterClient
{
    // The address of each object lives as long as the object.
    private readonly ConditionalWeakTable<object, StrongBox<GrainId>> addresses = [];

    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Make<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Make<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Make<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey =>
        Make<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey =>
        Make<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        (IGrain)GetGrain(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        (IGrain)GetGrain(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)GetGrain(grainInterfaceType, IdSpan.Create(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        (IGrain)GetGrain(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, Extension(keyExtension)));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        (IGrain)GetGrain(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, Extension(keyExtension)));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)references.New(grainId, typeof(TGrainInterface));

    public IAddressable GetGrain(GrainId grainId) => new GrainReference(grainId, null, references);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => interfaceType.IsDefault
        ? GetGrain(grainId)
        : references.New(grainId, interfaces.Find(interfaceType)
            ?? throw new ArgumentException($"There is no grain interface '{interfaceType}' here.", nameof(interfaceType)));

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) =>
        references.New(GrainId.Create(classes.Resolve(interfaceType, grainClassNamePrefix), grainKey), interfaceType);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) =>
        references.New(GrainId.Create(classes.Resolve(interfaceType, null), grainKey), interfaceType);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference or IGrainBase)
        {
            throw new ArgumentException("The object is a grain or a reference to one, and has an address already.", nameof(obj));
        }

        lock (addresses)
        {
            if (!addresses.TryGetValue(obj, out var address))
            {
                address = new(objects.Add(messages.HostIdentity, obj));
                addresses.Add(obj, address);
            }

            return GetGrain<TGrainObserverInterface>(address.Value);
        }
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference || !objects.Remove(reference.GrainId))
        {
            throw new ArgumentException("The reference was not made by CreateObjectReference here, or has been deleted.", nameof(obj));
        }
    }

    private static string Extension(string keyExtension)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return keyExtension;
    }

    private TGrainInterface Make<TGrainInterface>(IdSpan key, string? prefix) =>
        (TGrainInterface)(object)references.New(GrainId.Create(classes.Resolve(typeof(TGrainInterface), prefix), key), typeof(TGrainInterface));
}
