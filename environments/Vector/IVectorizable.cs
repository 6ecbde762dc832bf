namespace ReAgent.Environments.Vector;

/// <summary>An environment that has a faster way to step many copies than one after the other.</summary>
public interface IVectorizable : IEnvironment
{
    /// <summary>Copies of this environment, ready for their first reset.</summary>
    /// <param name="count">How many, 1 or more.</param>
    IVectorEnvironment Vectorize(int count);
}
