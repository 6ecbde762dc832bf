using Orleans.Serialization.Invocation;

namespace Orleans.CodeGeneration;

/// <summary>A call to a grain.</summary>
public interface IRequest : IInvokable
{
    /// <summary>How the call is made.</summary>
    InvokeMethodOptions Options { get; }

    /// <summary>Adds options.</summary>
    void AddInvokeMethodOptions(InvokeMethodOptions options);
}

/// <summary>How a call is made.</summary>
[Flags]
public enum InvokeMethodOptions
{
    /// <summary>One at a time, answered.</summary>
    None = 0,

    /// <summary>No answer is awaited.</summary>
    OneWay = 1 << 0,

    /// <summary>Interleaves with other read-only calls.</summary>
    ReadOnly = 1 << 1,

    /// <summary>Interleaves with all calls.</summary>
    AlwaysInterleave = 1 << 2,

    /// <summary>May arrive in any order.</summary>
    Unordered = 1 << 3,
}
