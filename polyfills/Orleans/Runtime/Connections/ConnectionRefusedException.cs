using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>The other end knows what we want, and does not want it.</summary>
/// <param name="message">Why.</param>
/// <param name="silo">Who refuses.</param>
internal sealed class ConnectionRefusedException(string message, SiloAddress? silo) : ConnectionFailedException(message)
{
    public SiloAddress? Silo { get; } = silo;
}
