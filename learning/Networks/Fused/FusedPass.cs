using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace ReAgent.Learning.Networks.Fused;

/// <summary>One pass of a batch through a <see cref="FusedNetwork"/>, forward and, where it learns, back. Its memory is used again.</summary>
internal sealed class FusedPass : ICrewWork
{
    /// <summary>Rows that go through all layers together while they are in the cache: 8 tiles.</summary>
    private const int BlockRows = 48;

    /// <summary>Panels of outputs, and of inputs, of a weight's gradient that are one piece of work.</summary>
    private const int BlockPanels = 4;

    private readonly FusedNetwork _network;
    private readonly Crew _crew = new();
    private readonly Panels _input;
    private readonly Panels[] _outputs;
    private readonly Panels[] _biases;
    private readonly Panels[] _transposedWeights;
    private readonly List<(int Layer, Range Outputs, Range Inputs)> _gradientPieces = [];

    // Only a pass that learns needs these.
    private Panels[]? _weights;
    private Panels[]? _sumGradients;
    private Panels[]? _weightGradients;
    private Panels[]? _zeros;

    // Only one that is differentiated with respect to its input needs this.
    private Panels? _inputGradients;

    private Tensor? _source;
    private Tensor? _parameters;
    private Tensor? _output;
    private Tensor? _gradient;
    private Tensor? _inputGradient;
    private Stage _stage;
    private int _rows;

    public FusedPass(FusedNetwork network, int capacity)
    {
        _network = network;
        Capacity = capacity;
        _input = new(capacity, network.Layers[0].Inputs);
        _outputs = [.. network.Layers.Select(layer => new Panels(capacity, layer.Outputs))];
        _biases = [.. network.Layers.Select(layer => new Panels(1, layer.Outputs))];
        _transposedWeights = [.. network.Layers.Select(layer => new Panels(layer.Inputs, layer.Outputs))];
        foreach (var (index, layer) in network.Layers.Index())
        {
            foreach (var outputs in Blocks(_outputs[index].Count))
            {
                _gradientPieces.AddRange(Blocks(index == 0 ? _input.Count : _outputs[index - 1].Count).Select(inputs => (index, outputs, inputs)));
            }
        }
    }

    private enum Stage
    {
        Forward,
        SumGradients,
        WeightGradients,
    }

    /// <summary>Rows that there is memory for.</summary>
    public int Capacity { get; }

    /// <summary>The output: a tensor that belongs to the caller's dispose scope.</summary>
    public Tensor Output => _output!;

    /// <summary>[N, inputs] → [N, outputs].</summary>
    /// <param name="input">Contiguous, on the CPU.</param>
    /// <param name="parameters">The network's flat parameters; they must stay as they are until <see cref="Backward"/>.</param>
    /// <param name="threads">How many threads may compute.</param>
    public void Forward(Tensor input, Tensor parameters, int threads)
    {
        _rows = (int)input.shape[0];
        (_source, _parameters) = (input, parameters);
        _output = empty(_rows, _network.Layers[^1].Outputs);
        var values = Floats(parameters);
        foreach (var (index, layer) in _network.Layers.Index())
        {
            Transpose(values.Slice(layer.Weight, layer.Outputs * layer.Inputs), layer, _transposedWeights[index]);
            _biases[index].Read(values.Slice(layer.Bias, layer.Outputs), 0, 1);
        }

        Do(Stage.Forward, (_rows + BlockRows - 1) / BlockRows, threads);
        _source = null;
    }

    /// <summary>Adds the gradient with respect to the parameters, given that with respect to the output.</summary>
    /// <param name="outputGradient">[N, outputs], contiguous.</param>
    /// <param name="gradient">[P] where to add it.</param>
    /// <param name="threads">How many threads may compute.</param>
    public void Backward(Tensor outputGradient, Tensor gradient, int threads)
    {
        PrepareGradients(firstLayer: 1);
        _weightGradients ??= [.. _network.Layers.Select(layer => new Panels(layer.Outputs, layer.Inputs))];
        (_source, _gradient) = (outputGradient, gradient);
        Do(Stage.SumGradients, (_rows + BlockRows - 1) / BlockRows, threads);
        Do(Stage.WeightGradients, _gradientPieces.Count, threads);
        (_source, _gradient) = (null, null);
    }

    /// <summary>The gradient with respect to the input, given that with respect to the output; none with respect to the parameters.</summary>
    /// <param name="outputGradient">[N, outputs], contiguous.</param>
    /// <param name="inputGradient">[N, inputs], contiguous: where to put it.</param>
    /// <param name="threads">How many threads may compute.</param>
    public void BackwardToInput(Tensor outputGradient, Tensor inputGradient, int threads)
    {
        PrepareGradients(firstLayer: 0);
        _inputGradients ??= new(Capacity, _network.Layers[0].Inputs);
        (_source, _inputGradient) = (outputGradient, inputGradient);
        Do(Stage.SumGradients, (_rows + BlockRows - 1) / BlockRows, threads);
        (_source, _inputGradient) = (null, null);
    }

    /// <summary>Ends the pass: its memory may be used by another.</summary>
    public void Return()
    {
        (_parameters, _output) = (null, null);
        _network.Return(this);
    }

    void ICrewWork.Do(int piece)
    {
        switch (_stage)
        {
            case Stage.Forward:
                ForwardBlock(piece * BlockRows, Math.Min(BlockRows, _rows - (piece * BlockRows)));
                break;
            case Stage.SumGradients:
                SumGradientBlock(piece * BlockRows, Math.Min(BlockRows, _rows - (piece * BlockRows)));
                break;
            default:
                WeightGradientBlock(_gradientPieces[piece].Layer, _gradientPieces[piece].Outputs, _gradientPieces[piece].Inputs);
                break;
        }
    }

    private static IEnumerable<Range> Blocks(int panels)
    {
        for (var first = 0; first < panels; first += BlockPanels)
        {
            yield return first..Math.Min(first + BlockPanels, panels);
        }
    }

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>Memory for gradients, and the weights that they pass through.</summary>
    private void PrepareGradients(int firstLayer)
    {
        var layers = _network.Layers;
        _weights ??= [.. layers.Select(layer => new Panels(layer.Outputs, layer.Inputs))];
        _sumGradients ??= [.. layers.Select(layer => new Panels(Capacity, layer.Outputs))];
        _zeros ??= [.. layers.Select(layer => new Panels(1, layer.Inputs))];
        var values = Floats(_parameters!);
        for (var index = firstLayer; index < layers.Length; index++)
        {
            var (inputs, outputs) = (layers[index].Inputs, layers[index].Outputs);
            _weights[index].Read(values.Slice(layers[index].Weight, outputs * inputs), 0, outputs);
        }
    }

    private void Do(Stage stage, int pieces, int threads)
    {
        _stage = stage;
        _crew.Do(this, pieces, threads);
    }

    private void ForwardBlock(int first, int rows)
    {
        var layers = _network.Layers;
        _input.Read(Floats(_source!), first, rows);
        var input = _input;
        for (var index = 0; index < layers.Length; index++)
        {
            // y = activation(x Wᵀ + b)
            var activation = layers[index].Activation;
            var output = _outputs[index];
            Product.Compute(input, _transposedWeights[index], _biases[index], output, first, rows, rectify: activation == Activation.Relu);
            for (var panel = 0; panel < output.Count && activation is not (Activation.Linear or Activation.Relu); panel++)
            {
                Activate(activation, output.Block(panel, first, rows));
            }

            input = output;
        }

        input.Write(Floats(_output!), first, rows);
    }

    /// <summary>∂L/∂z of every layer, z = x Wᵀ + b, from the last to the first, and then of the input, if that is asked for.</summary>
    private void SumGradientBlock(int first, int rows)
    {
        var layers = _network.Layers;
        var (sums, weights) = (_sumGradients!, _weights!);
        sums[^1].Read(Floats(_source!), first, rows);
        for (var index = layers.Length - 1; ; index--)
        {
            // ∂L/∂z = ∂L/∂y · activation'(z)
            for (var panel = 0; panel < sums[index].Count && layers[index].Activation != Activation.Linear; panel++)
            {
                Differentiate(layers[index].Activation, _outputs[index].Block(panel, first, rows), sums[index].Block(panel, first, rows));
            }

            // ∂L/∂x = ∂L/∂z W
            if (index > 0)
            {
                Product.Compute(sums[index], weights[index], _zeros![index], sums[index - 1], first, rows, rectify: false);
                continue;
            }

            if (_inputGradient is not null)
            {
                Product.Compute(sums[0], weights[0], _zeros![0], _inputGradients!, first, rows, rectify: false);
                _inputGradients!.Write(Floats(_inputGradient), first, rows);
            }

            return;
        }
    }

    /// <summary>∂L/∂W = (∂L/∂z)ᵀ x and ∂L/∂b = Σ ∂L/∂z, for some outputs and inputs of a layer.</summary>
    private void WeightGradientBlock(int index, Range outputs, Range inputs)
    {
        var layer = _network.Layers[index];
        var (sums, result) = (_sumGradients![index], _weightGradients![index]);
        var input = index == 0 ? _input : _outputs[index - 1];
        Product.ComputeTransposed(sums, input, _zeros![index], result, _rows, outputs, inputs);

        var gradient = Floats(_gradient!);
        var firstOutput = outputs.Start.Value * Panels.Columns;
        var outputCount = Math.Min(outputs.End.Value * Panels.Columns, layer.Outputs) - firstOutput;
        result.AddTo(
            gradient.Slice(layer.Weight, layer.Outputs * layer.Inputs),
            firstOutput,
            outputCount,
            inputs.Start.Value,
            inputs.End.Value - inputs.Start.Value);
        for (var panel = outputs.Start.Value; panel < outputs.End.Value && inputs.Start.Value == 0; panel++)
        {
            var column = panel * Panels.Columns;
            AddColumnSums(sums.Block(panel, 0, _rows), gradient.Slice(layer.Bias + column, Math.Min(Panels.Columns, layer.Outputs - column)));
        }
    }

    private static void AddColumnSums(Span<float> block, Span<float> target)
    {
        var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
        ref var start = ref MemoryMarshal.GetReference(block);
        for (nuint row = 0; row < (nuint)block.Length; row += Panels.Columns)
        {
            low += Vector256.LoadUnsafe(ref start, row);
            high += Vector256.LoadUnsafe(ref start, row + 8);
        }

        var sums = Vector512.Create(low, high);
        for (var column = 0; column < target.Length; column++)
        {
            target[column] += sums[column];
        }
    }

    private static void Activate(Activation activation, Span<float> sums)
    {
        switch (activation)
        {
            case Activation.LeakyRelu:
                ref var sum = ref MemoryMarshal.GetReference(sums);
                for (nuint i = 0; i < (nuint)sums.Length; i += 8)
                {
                    var x = Vector256.LoadUnsafe(ref sum, i);
                    Vector256.ConditionalSelect(Vector256.GreaterThan(x, default), x, x * 0.01f).StoreUnsafe(ref sum, i);
                }

                break;
            case Activation.Tanh:
                TensorPrimitives.Tanh(sums, sums);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(sums, sums);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not an activation that is fused.");
        }
    }

    /// <summary>Multiplies a gradient by the activation's derivative, which follows from what the activation returned.</summary>
    private static void Differentiate(Activation activation, Span<float> outputs, Span<float> gradients)
    {
        ref var output = ref MemoryMarshal.GetReference(outputs);
        ref var gradient = ref MemoryMarshal.GetReference(gradients);
        for (nuint i = 0; i < (nuint)outputs.Length; i += 8)
        {
            var y = Vector256.LoadUnsafe(ref output, i);
            var g = Vector256.LoadUnsafe(ref gradient, i);
            var product = activation switch
            {
                Activation.Relu => g & Vector256.GreaterThan(y, default),
                Activation.LeakyRelu => Vector256.ConditionalSelect(Vector256.GreaterThan(y, default), g, g * 0.01f),
                Activation.Tanh => g * (Vector256<float>.One - (y * y)),
                Activation.Sigmoid => g * (Vector256<float>.One - y) * y,
                _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not an activation that is fused."),
            };
            product.StoreUnsafe(ref gradient, i);
        }
    }

    /// <summary>W [outputs, inputs] → Wᵀ, in squares of 8 where the processor can turn them.</summary>
    private static void Transpose(ReadOnlySpan<float> weight, FusedLayer layer, Panels target)
    {
        var (inputs, outputs) = (layer.Inputs, layer.Outputs);
        var (turnedInputs, turnedOutputs) = Avx.IsSupported ? (inputs / 8 * 8, outputs / 8 * 8) : (0, 0);
        for (var output = 0; output < turnedOutputs; output += 8)
        {
            for (var input = 0; input < turnedInputs; input += 8)
            {
                Turn(ref MemoryMarshal.GetReference(weight[((output * inputs) + input)..]), inputs, ref target.At(input, output));
            }
        }

        for (var output = 0; output < outputs; output++)
        {
            for (var input = output < turnedOutputs ? turnedInputs : 0; input < inputs; input++)
            {
                target.At(input, output) = weight[(output * inputs) + input];
            }
        }
    }

    private static void Turn(ref readonly float source, int sourceStride, ref float target)
    {
        var r0 = Vector256.LoadUnsafe(in source);
        var r1 = Vector256.LoadUnsafe(in source, (nuint)sourceStride);
        var r2 = Vector256.LoadUnsafe(in source, (nuint)(2 * sourceStride));
        var r3 = Vector256.LoadUnsafe(in source, (nuint)(3 * sourceStride));
        var r4 = Vector256.LoadUnsafe(in source, (nuint)(4 * sourceStride));
        var r5 = Vector256.LoadUnsafe(in source, (nuint)(5 * sourceStride));
        var r6 = Vector256.LoadUnsafe(in source, (nuint)(6 * sourceStride));
        var r7 = Vector256.LoadUnsafe(in source, (nuint)(7 * sourceStride));

        // Pairs of rows, then squares of 4, then halves.
        var (t0, t1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (t2, t3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (t4, t5) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5));
        var (t6, t7) = (Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        const byte Low = 0b01_00_01_00;
        const byte High = 0b11_10_11_10;
        var (s0, s1) = (Avx.Shuffle(t0, t2, Low), Avx.Shuffle(t0, t2, High));
        var (s2, s3) = (Avx.Shuffle(t1, t3, Low), Avx.Shuffle(t1, t3, High));
        var (s4, s5) = (Avx.Shuffle(t4, t6, Low), Avx.Shuffle(t4, t6, High));
        var (s6, s7) = (Avx.Shuffle(t5, t7, Low), Avx.Shuffle(t5, t7, High));
        Avx.Permute2x128(s0, s4, 0x20).StoreUnsafe(ref target);
        Avx.Permute2x128(s1, s5, 0x20).StoreUnsafe(ref target, Panels.Columns);
        Avx.Permute2x128(s2, s6, 0x20).StoreUnsafe(ref target, 2 * Panels.Columns);
        Avx.Permute2x128(s3, s7, 0x20).StoreUnsafe(ref target, 3 * Panels.Columns);
        Avx.Permute2x128(s0, s4, 0x31).StoreUnsafe(ref target, 4 * Panels.Columns);
        Avx.Permute2x128(s1, s5, 0x31).StoreUnsafe(ref target, 5 * Panels.Columns);
        Avx.Permute2x128(s2, s6, 0x31).StoreUnsafe(ref target, 6 * Panels.Columns);
        Avx.Permute2x128(s3, s7, 0x31).StoreUnsafe(ref target, 7 * Panels.Columns);
    }
}
