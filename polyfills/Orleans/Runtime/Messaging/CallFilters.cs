using Orleans.Diagnostics;

namespace Orleans.Runtime;

/// <summary>The filters of calls in one direction. Tracing that nobody follows costs a call nothing: its filter is left out.</summary>
/// <typeparam name="TFilter">What a filter of that direction is.</typeparam>
internal sealed class CallFilters<TFilter>
    where TFilter : class
{
    private readonly TFilter[] all;
    private readonly TFilter[] others;
    private readonly ITracingFilter? tracing;

    public CallFilters(IEnumerable<TFilter> filters)
    {
        all = [.. filters];
        others = [.. all.Where(static filter => filter is not ITracingFilter)];
        tracing = all.OfType<ITracingFilter>().FirstOrDefault();
    }

    /// <summary>Those that have something to do with a call that is made here and now.</summary>
    public TFilter[] Current => tracing is { IsIdle: true } ? others : all;
}
