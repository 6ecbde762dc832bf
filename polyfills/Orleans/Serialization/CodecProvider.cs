using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Serialization;

/// <summary>Finds the codec of a type, making it when first asked for.</summary>
internal sealed class CodecProvider
{
    private static readonly HashSet<Type> Blittable =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(Half), typeof(char),
    ];

    private readonly ConcurrentDictionary<Type, Codec> codecs = new();
    private readonly ConcurrentDictionary<Type, IMemberSet?> memberSets = new();

    public CodecProvider(ApplicationTypes application, IEnumerable<ICodecSource> sources)
    {
        TypeNames = new(application);
        Sources = [.. sources];
    }

    public TypeNames TypeNames { get; }

    /// <summary>Names that come with many messages, such as those of methods.</summary>
    public TextCache<string> Names { get; } = new(static name => name);

    /// <summary>Identifiers that come with many messages.</summary>
    public TextCache<Runtime.IdSpan> Identifiers { get; } = new(Runtime.IdSpan.Create);

    /// <summary>Addresses of silos, which come with every message.</summary>
    public TextCache<Runtime.SiloAddress> Silos { get; } = new(Runtime.SiloAddress.FromParsableString);

    private ICodecSource[] Sources { get; }

    /// <exception cref="CodecNotFoundException">The type may not cross calls.</exception>
    public Codec<T> Get<T>() => (Codec<T>)Get(typeof(T));

    /// <inheritdoc cref="Get{T}"/>
    public Codec Get(Type type) => codecs.TryGetValue(type, out var known) ? known : codecs.GetOrAdd(type, Make);

    /// <summary>The numbered members of a type with <c>[GenerateSerializer]</c>; null for other types.</summary>
    public IMemberSet? TryGetMembers(Type type) => memberSets.GetOrAdd(
        type,
        t => t.IsDefined(typeof(GenerateSerializerAttribute), inherit: true)
            ? (IMemberSet)Activator.CreateInstance(typeof(MemberSet<>).MakeGenericType(t), this)!
            : null);

    private static BlittableCodec<T[], T> MakeBlittableArray<T>()
        where T : unmanaged => new BlittableCodec<T[], T>(v => v, v => v, isImmutable: false);

    private Codec Make(Type type)
    {
        if (Simple(type) is { } simple)
        {
            return simple;
        }

        foreach (var source in Sources)
        {
            if (source.TryMake(type) is { } codec)
            {
                return codec;
            }
        }

        if (type.IsEnum)
        {
            return Generic(typeof(EnumCodec<>), type);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Generic(typeof(NullableCodec<>), underlying, this);
        }

        if (type.IsSZArray)
        {
            var element = type.GetElementType()!;
            return Blittable.Contains(element)
                ? (Codec)Method(nameof(MakeBlittableArray), typeof(CodecProvider), [element]).Invoke(null, null)!
                : Generic(typeof(ArrayCodec<>), element, this);
        }

        if (type.IsAssignableTo(typeof(Exception)))
        {
            return Generic(typeof(ExceptionCodec<>), type, this);
        }

        if (TupleShapes.IsTuple(type) || (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsAbstract))
        {
            return Generic(typeof(ObjectCodec<>), type, this);
        }

        if (type.IsConstructedGenericType && CollectionCodecs.Makers.TryGetValue(type.GetGenericTypeDefinition(), out var maker))
        {
            return (Codec)Method(maker, typeof(CollectionCodecs), type.GetGenericArguments()).Invoke(null, [this])!;
        }

        if (type.IsInterface || type.IsAbstract || type == typeof(object))
        {
            return Generic(typeof(PolymorphicCodec<>), type);
        }

        return KnownBase(type) ?? throw new CodecNotFoundException(type, null);
    }

    private Codec? Simple(Type type) =>
        PrimitiveCodecs.Makers.TryGetValue(type, out var primitive) ? primitive(TypeNames)
        : RuntimeCodecs.Makers.TryGetValue(type, out var own) ? own()
        : null;

    // Private subclasses of simple built-in types, such as the addresses of IPAddress.Loopback.
    private Codec? KnownBase(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null && ancestor != typeof(object) && !ancestor.IsAbstract; ancestor = ancestor.BaseType)
        {
            if (Simple(ancestor) is { Kind: WireKind.Bytes } codec)
            {
                return codec;
            }
        }

        return null;
    }

    private static Codec Generic(Type definition, Type argument, params object[] arguments) =>
        (Codec)Activator.CreateInstance(definition.MakeGenericType(argument), arguments)!;

    private static MethodInfo Method(string name, Type type, Type[] arguments) =>
        type.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.MakeGenericMethod(arguments);
}
