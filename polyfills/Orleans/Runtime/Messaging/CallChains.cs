using System.Security.Cryptography;

namespace Orleans.Runtime;

/// <summary>Numbers call chains. Ids only need to differ, in every process of the cluster.</summary>
internal static class CallChains
{
    public static Guid NextId() => new(RandomNumberGenerator.GetBytes(16));
}
