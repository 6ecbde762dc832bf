using System;

namespace TorchSharp;

/// <summary>Counts of the tensors that one thread made and freed, inside and outside of dispose scopes.</summary>
public sealed class ThreadDisposeScopeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }

    public long DisposedOutsideScopeCount { get; internal set; }

    public long CreatedInScopeCount { get; internal set; }

    public long DisposedInScopeCount { get; internal set; }

    public long DetachedFromScopeCount { get; internal set; }

    public long AttachedToScopeCount { get; internal set; }

    public long ThreadTotalLiveCount =>
        CreatedOutsideScopeCount + CreatedInScopeCount - DisposedOutsideScopeCount - DisposedInScopeCount;

    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = CreatedInScopeCount = DisposedInScopeCount = 0;
        DetachedFromScopeCount = AttachedToScopeCount = 0;
    }

    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScopeCount: {CreatedOutsideScopeCount}; " +
        $"DisposedOutsideScopeCount: {DisposedOutsideScopeCount}; CreatedInScopeCount: {CreatedInScopeCount}; " +
        $"DisposedInScopeCount: {DisposedInScopeCount}; DetachedFromScopeCount: {DetachedFromScopeCount}; " +
        $"AttachedToScopeCount: {AttachedToScopeCount}";

    internal void CountDetachment(IDisposable disposable)
    {
        if (disposable is torch.Tensor)
        {
            DetachedFromScopeCount++;
        }
    }

    internal void CountAttachment(torch.Tensor tensor)
    {
        if (!tensor.IsInvalid)
        {
            AttachedToScopeCount++;
        }
    }
}
