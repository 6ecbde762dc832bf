using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks.Fused;
using ReAgent.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>A neural network: a structure, and values for its parameters.</summary>
public sealed class Network : ICheckpointed, IDisposable
{
    /// <summary>With fewer rows, laying out the weights for the kernels takes longer than the whole pass.</summary>
    private const int LeastRowsToEvaluateFused = 16;

    private readonly NetworkBody _body;
    private readonly ParameterDeclaration _declaration;
    private readonly Noise? _noise;
    private readonly bool _owns;
    private readonly FusedNetwork? _fused;
    private readonly List<FusedPass> _recorded = [];
    private readonly List<Tensor> _leaves = [];
    private bool _records;

    private Network(
        string name,
        NetworkArchitecture architecture,
        NetworkBody body,
        ParameterDeclaration declaration,
        Device device,
        bool learns,
        Noise? noise,
        bool fused = true)
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
        _fused = fused ? FusedNetwork.For(architecture, device) : null;
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
        _fused = values._fused is null ? null : FusedNetwork.For(architecture, Device);
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
    /// <param name="name">Its name.</param>
    /// <param name="architecture">Its structure.</param>
    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="device">Where the values live.</param>
    /// <param name="fused">
    /// Whether it, and targets made of it, may be computed by the library's own kernels where the structure allows. False leaves everything
    /// to the tensor library; results differ by rounding.
    /// </param>
    public static Network Create(string name, NetworkArchitecture architecture, ulong seed, Device device, bool fused = true)
    {
        var declaration = new ParameterDeclaration();
        var body = architecture.Declare(declaration);
        var noise = new Noise($"{name}.noise", new RandomStream(seed, $"noise/{name}"), device);
        var network = new Network(name, architecture, body, declaration, device, learns: true, noise, fused);
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
        var target = new Network($"{Name}_target", Architecture, _body, _declaration, Device, learns: false, _noise, _fused is not null);
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
    public Tensor Forward(Tensor input)
    {
        Check(input);
        if (_fused is null || !Fits(input))
        {
            return _body.Forward(input, new(this, Learning: true));
        }

        if (!is_grad_enabled())
        {
            return _body.Finish(Fused(_fused, input), new(this, Learning: true));
        }

        // What the output's gradient is needed for, other than these parameters, only the tensor library can follow.
        return _records && !input.requires_grad
            ? _body.Finish(Recorded(_fused, input), new(this, Learning: true))
            : _body.Forward(input, new(this, Learning: true));
    }

    /// <summary>
    /// The output in a training step of what made the input, another network: this one's parameters count as constants.
    /// [N, inputs] → [N, outputs].
    /// </summary>
    /// <exception cref="ArgumentException">The input is not [N, inputs].</exception>
    public Tensor ForwardFixed(Tensor input)
    {
        Check(input);
        if (_fused is null || !Fits(input) || !is_grad_enabled() || !input.requires_grad || Architecture is not FullyConnectedArchitecture { Outputs: 1 })
        {
            return Forward(input);
        }

        // A row's output y depends on that row's input x alone, so y + (∂y/∂x · x − its own value) has y's value and y's derivative.
        var constant = input.detach();
        var pass = Run(_fused, constant);
        var slope = empty(constant.shape);
        pass.BackwardToInput(ones_like(pass.Output), slope, get_num_threads());
        var output = pass.Output;
        pass.Return();
        var linear = (input * slope).sum(1, keepdim: true);
        return output + (linear - linear.detach());
    }

    /// <summary>The output when the network is used: no gradient, no dropout, running moments. [N, inputs] → [N, outputs].</summary>
    /// <exception cref="ArgumentException">The input is not [N, inputs].</exception>
    public Tensor Evaluate(Tensor input)
    {
        Check(input);
        using var _ = no_grad();
        return _fused is not null && Fits(input) && input.shape[0] >= LeastRowsToEvaluateFused
            ? _body.Finish(Fused(_fused, input), new(this, Learning: false))
            : _body.Forward(input, new(this, Learning: false));
    }

    /// <summary>
    /// From now on, gradients are computed by <see cref="Differentiate"/>: outputs of <see cref="Forward"/> may be leaves of the autograd
    /// graph, behind which the library's own kernels go on.
    /// </summary>
    internal void Record() => _records = true;

    /// <summary>∂(loss)/∂(parameters) into <see cref="FlatParameters.Gradient"/>, in place of what was there.</summary>
    /// <param name="loss">A single number that depends on outputs of <see cref="Forward"/>.</param>
    internal void Differentiate(Tensor loss)
    {
        Forget(pass => pass.Output.IsInvalid);
        Parameters.ZeroGradient();
        _leaves.AddRange(Parameters.Views);
        _leaves.AddRange(_recorded.Select(pass => pass.Output));
        loss.backward(inputs: _leaves);
        _leaves.Clear();
        foreach (var pass in _recorded)
        {
            if (pass.Output.grad is { } gradient)
            {
                pass.Backward(gradient.contiguous(), Parameters.Gradient!, get_num_threads());
            }
        }

        Forget(_ => true);
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

    private static bool Fits(Tensor input) => input.dtype == ScalarType.Float32 && input.device_type == DeviceType.CPU && input.shape[0] > 0;

    private Tensor Fused(FusedNetwork network, Tensor input)
    {
        var pass = Run(network, input);
        var output = pass.Output;
        pass.Return();
        return output;
    }

    private Tensor Recorded(FusedNetwork network, Tensor input)
    {
        // Outputs that ended with their step, and no loss was made of, are of no use any more.
        Forget(pass => pass.Output.IsInvalid);
        var pass = Run(network, input);
        pass.Output.requires_grad = true;
        _recorded.Add(pass);
        return pass.Output;
    }

    private FusedPass Run(FusedNetwork network, Tensor input)
    {
        var pass = network.Rent((int)input.shape[0]);
        pass.Forward(input.contiguous(), Parameters.Values, get_num_threads());
        return pass;
    }

    private void Forget(Predicate<FusedPass> which)
    {
        for (var i = _recorded.Count - 1; i >= 0; i--)
        {
            if (which(_recorded[i]))
            {
                _recorded[i].Return();
                _recorded.RemoveAt(i);
            }
        }
    }

    private void Check(Tensor input)
    {
        var shape = input.shape;
        if (shape is not [_, var width] || width != Architecture.Inputs)
        {
            throw new ArgumentException(
                $"The network '{Name}' takes [N, {Architecture.Inputs}], but its input is [{string.Join(", ", shape)}]. " +
                "The state's width follows from the normalization: was the network made for other features?",
                nameof(input));
        }
    }
}
