using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What is known of one method of a grain interface.</summary>
internal sealed class GrainMethod
{
    private GrainMethod(MethodInfo info, string wireName)
    {
        var declaring = info.DeclaringType!;
        var parameters = info.GetParameters();
        Info = info;
        WireName = wireName;
        ParameterTypes = [.. parameters.Select(parameter => parameter.ParameterType)];
        Shares = [.. parameters.Select(parameter => parameter.IsDefined(typeof(ImmutableAttribute)))];
        CancellationParameter = Array.IndexOf(ParameterTypes, typeof(CancellationToken));
        CopiesArguments = Enumerable.Range(0, parameters.Length).Any(CopiesArgument);
        IsExtension = declaring.IsAssignableTo(typeof(IGrainExtension));
        ActivityName = $"{declaring.Name}/{info.Name}";
        ResponseTimeout = (info.GetCustomAttribute<ResponseTimeoutAttribute>() ?? declaring.GetCustomAttribute<ResponseTimeoutAttribute>())?.Timeout;
        Options = (info.IsDefined(typeof(OneWayAttribute)) || info.ReturnType == typeof(void) ? InvokeMethodOptions.OneWay : 0)
            | (info.IsDefined(typeof(ReadOnlyAttribute)) ? InvokeMethodOptions.ReadOnly : 0)
            | (info.IsDefined(typeof(AlwaysInterleaveAttribute)) ? InvokeMethodOptions.AlwaysInterleave : 0)
            | (declaring.IsDefined(typeof(UnorderedAttribute)) ? InvokeMethodOptions.Unordered : 0);
    }

    public MethodInfo Info { get; }

    /// <summary>Name on the wire, unique in the declaring interface.</summary>
    public string WireName { get; }

    public Type[] ParameterTypes { get; }

    /// <summary>For each parameter whether the caller promises not to change the argument.</summary>
    public bool[] Shares { get; }

    /// <summary>Index of the cancellation token; -1 when there is none.</summary>
    public int CancellationParameter { get; }

    public bool IsExtension { get; }

    public InvokeMethodOptions Options { get; }

    public TimeSpan? ResponseTimeout { get; }

    public string ActivityName { get; }

    /// <summary>Whether some argument may have to be copied.</summary>
    public bool CopiesArguments { get; }

    /// <summary>Class of the method's requests.</summary>
    public Type RequestType { get; private set; } = typeof(GrainRequest);

    /// <summary>Makes a request without arguments.</summary>
    public Func<GrainRequest> NewRequest { get; private set; } = static () => throw new InvalidOperationException("The interface has no proxy yet.");

    /// <summary>The methods that an interface itself declares.</summary>
    /// <exception cref="NotSupportedException">A method cannot be called remotely.</exception>
    public static GrainMethod[] DeclaredBy(Type interfaceType)
    {
        var methods = interfaceType.GetMethods().Where(method => method.IsAbstract).ToArray();
        return [.. methods.Select(method =>
        {
            Validate(method);
            var isOverloaded = methods.Count(other => other.Name == method.Name) > 1;
            var name = method.GetCustomAttribute<AliasAttribute>()?.Alias
                ?? (isOverloaded ? $"{method.Name}({string.Join(',', method.GetParameters().Select(p => p.ParameterType))})" : method.Name);
            return new GrainMethod(method, name);
        })];
    }

    public void SetRequestType(Type type)
    {
        RequestType = type;
        NewRequest = type.GetMethod("New")!.CreateDelegate<Func<GrainRequest>>(this);
    }

    /// <summary>Whether an argument may have to be copied, judged by its declared type.</summary>
    public bool CopiesArgument(int index) => !Shares[index] && !IsPlain(ParameterTypes[index]);

    public override string ToString() => $"{Info.DeclaringType}.{Info.Name}";

    private static void Validate(MethodInfo method)
    {
        var fault = method switch
        {
            { IsSpecialName: true } => "grain interfaces hold methods, no properties or events",
            { IsGenericMethodDefinition: true } => "grain methods have no type parameters of their own",
            _ when Array.Exists(method.GetParameters(), p => p.ParameterType.IsByRef) => "grain methods have no ref, out or in parameters",
            _ when method.GetParameters().Count(p => p.ParameterType == typeof(CancellationToken)) > 1 => "a grain method has at most one CancellationToken",
            _ when !IsAwaitable(method.ReturnType) => "grain methods return Task, Task<T>, ValueTask, ValueTask<T>, IAsyncEnumerable<T> or void",
            _ => null,
        };
        if (fault is not null)
        {
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} cannot be a grain method: {fault}.");
        }
    }

    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid) || type == typeof(decimal)
        || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan) || type == typeof(CancellationToken);

    private static bool IsAwaitable(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) || type == typeof(void)
        || (type.IsConstructedGenericType
            && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>)));
}
