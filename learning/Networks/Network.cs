using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Randomness;
using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>A neural network: a structure, and values for its parameters.</summary>
public sealed class Network : ICheckpointed, IDisposable
{
    private readonly NetworkBody _body;
    private readonly ParameterDeclaration _declaration;
    private readonly Noise? _noise;
    private readonly bool _owns;

    private Network(
        string name,
        NetworkArchitecture architecture,
        NetworkBody body,
        ParameterDeclaration declaration,
        Device device,
        bool learns,
        Noise? noise)
    {
        Name = name;
        Architecture = architecture;
        _body = body;
        _declaration = declaration;
        _noise = noise;
        _owns = true;
        Device = device;
        Parameters = new(declaration.Parameters, device, learns);
        Statistics = new(declaration.Statistics, device, learns: false);
    }

    private Network(Network values, NetworkArchitecture architecture, NetworkBody body, ParameterDeclaration declaration)
    {
        Name = values.Name;
        Architecture = architecture;
        _body = body;
        _declaration = declaration;
        _noise = values._noise;
        Device = values.Device;
        Parameters = values.Parameters;
        Statistics = values.Statistics;
    }

    /// <summary>Name in checkpoints, artifacts and messages: <c>q_network</c>.</summary>
    public string Name { get; }

    /// <summary>The structure.</summary>
    public NetworkArchitecture Architecture { get; }

    /// <summary>Where the values live.</summary>
    public Device Device { get; }

    /// <summary>What is learned.</summary>
    public FlatParameters Parameters { get; }

    /// <summary>What is observed: running moments of batch normalization; empty for most networks.</summary>
    public FlatParameters Statistics { get; }

    /// <summary>Numbers for dropout: a stream of its own, so that other draws do not depend on it.</summary>
    internal Noise Noise => _noise ?? throw new InvalidOperationException($"The network '{Name}' does not learn, so it draws no noise.");

    /// <summary>A network that learns, with first values from the stream (seed, <c>init/name</c>).</summary>
    public static Network Create(string name, NetworkArchitecture architecture, ulong seed, Device device)
    {
        var declaration = new ParameterDeclaration();
        var body = architecture.Declare(declaration);
        var noise = new Noise($"{name}.noise", new RandomStream(seed, $"noise/{name}"), device);
        var network = new Network(name, architecture, body, declaration, device, learns: true, noise);
        network.Parameters.Initialize(new RandomStream(seed, $"init/{name}"));
        network.Statistics.Initialize(new RandomStream(seed, $"init/{name}/statistics"));
        return network;
    }

    /// <summary>A network to be used, not trained, whose values come from a file.</summary>
    /// <exception cref="TensorFileException">The file lacks a value, or has one of another shape.</exception>
    public static Network Load(string name, NetworkArchitecture architecture, TensorFile file, Device device)
    {
        var declaration = new ParameterDeclaration();
        var body = architecture.Declare(declaration);
        var network = new Network(name, architecture, body, declaration, device, learns: false, noise: null);
        network.Restore(file);
        return network;
    }

    /// <summary>A network of the same structure and values that does not learn but follows this one.</summary>
    public Network Target()
    {
        var target = new Network($"{Name}_target", Architecture, _body, _declaration, Device, learns: false, _noise);
        target.Parameters.CopyFrom(Parameters);
        target.Statistics.CopyFrom(Statistics);
        return target;
    }

    /// <summary>
    /// The same values read by another structure that declares the same parameters: for example expected values, read from a network of
    /// distributions.
    /// </summary>
    /// <exception cref="ArgumentException">The structure declares other parameters.</exception>
    public Network ReadAs(NetworkArchitecture architecture)
    {
        var declaration = new ParameterDeclaration();
        var body = architecture.Declare(declaration);
        return declaration.Matches(_declaration)
            ? new(this, architecture, body, declaration)
            : throw new ArgumentException(
                $"{architecture.GetType().Name} declares other parameters than the network '{Name}', so it cannot read its values.",
                nameof(architecture));
    }

    /// <summary>The output in a training step: [N, inputs] → [N, outputs].</summary>
    /// <exception cref="ArgumentException">The input is not [N, inputs].</exception>
    public Tensor Forward(Tensor input) => Checked(input, new(this, Learning: true));

    /// <summary>The output when the network is used: no gradient, no dropout, running moments. [N, inputs] → [N, outputs].</summary>
    /// <exception cref="ArgumentException">The input is not [N, inputs].</exception>
    public Tensor Evaluate(Tensor input)
    {
        using var _ = no_grad();
        return Checked(input, new(this, Learning: false));
    }

    public void Save(TensorFile file)
    {
        Parameters.Save(file, Name);
        Statistics.Save(file, Name);
    }

    public void Restore(TensorFile file)
    {
        Parameters.Restore(file, Name);
        Statistics.Restore(file, Name);
    }

    public void Dispose()
    {
        if (_owns)
        {
            Parameters.Dispose();
            Statistics.Dispose();
        }
    }

    private Tensor Checked(Tensor input, ForwardPass pass)
    {
        var shape = input.shape;
        return shape is [_, var width] && width == Architecture.Inputs
            ? _body.Forward(input, pass)
            : throw new ArgumentException(
                $"The network '{Name}' takes [N, {Architecture.Inputs}], but its input is [{string.Join(", ", shape)}]. " +
                "The state's width follows from the normalization: was the network made for other features?",
                nameof(input));
    }
}
