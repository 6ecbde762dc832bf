using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity and conversions of grains and references to them.</summary>
public static class GrainExtensions
{
    /// <summary>Identity of a grain or reference.</summary>
    /// <exception cref="ArgumentException">The object is neither.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        IGrainContext context => context.GrainId,
        _ => throw new ArgumentException($"{grain?.GetType().FullName ?? "null"} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>A reference of type <typeparamref name="TGrainInterface"/> to the grain: pass it to others instead of <c>this</c>.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)(object)Reference(grain).Runtime.Cast(Reference(grain), typeof(TGrainInterface));

    /// <summary>A reference of type <paramref name="interfaceType"/> to the grain.</summary>
    public static object AsReference(this IAddressable grain, Type interfaceType) =>
        Reference(grain).Runtime.Cast(Reference(grain), interfaceType);

    /// <inheritdoc cref="AsReference{TGrainInterface}(IAddressable)"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    /// <summary>Whether the key is an integer.</summary>
    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) => grain.GetGrainId().TryGetIntegerKey(out _);

    /// <summary>The integer key and its extension.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt) => grain.GetGrainId().GetIntegerKey(out keyExt);

    /// <summary>The integer key.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetGrainId().GetIntegerKey();

    /// <summary>The Guid key and its extension.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt) => grain.GetGrainId().GetGuidKey(out keyExt);

    /// <summary>The Guid key.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetGrainId().GetGuidKey();

    /// <summary>The string key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static GrainReference Reference(IAddressable grain) => grain switch
    {
        GrainReference reference => reference,
        IGrainBase instance => instance.GrainContext.GrainReference,
        _ => throw new ArgumentException($"{grain?.GetType().FullName ?? "null"} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
