namespace Orleans.Runtime;

/// <summary>Decides what becomes of the process when its silo must not go on. Register another one to survive.</summary>
public interface IFatalErrorHandler
{
    /// <summary>Whether an exception is none that ends its thread in the normal course of events.</summary>
    bool IsUnexpected(Exception exception);

    /// <summary>The silo has stopped serving and cannot go on.</summary>
    void OnFatalException(object? sender = null, string? context = null, Exception? exception = null);
}
