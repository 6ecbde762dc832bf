using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// A network's structure as data: enough to build it again. It is written into policy artifacts; a new kind of network adds a record here
/// and a <see cref="NetworkBody"/>.
/// </summary>
[TaggedUnion]
public abstract record NetworkArchitecture
{
    /// <summary>Width of the input's last dimension.</summary>
    public abstract int Inputs { get; }

    /// <summary>Width of the output's last dimension.</summary>
    public abstract int Outputs { get; }

    /// <summary>Declares the parameters that the structure needs and returns the computation over them.</summary>
    /// <param name="parameters">Where to declare them.</param>
    /// <param name="prefix">Put before every name: empty, or ending with a dot.</param>
    public abstract NetworkBody Declare(ParameterDeclaration parameters, string prefix = "");

    /// <summary>
    /// The layers that it begins with, if their parameters are declared first and <see cref="NetworkBody.Finish"/> makes the output of theirs;
    /// null if it has no such layers.
    /// </summary>
    internal virtual FullyConnectedArchitecture? Trunk() => null;
}
