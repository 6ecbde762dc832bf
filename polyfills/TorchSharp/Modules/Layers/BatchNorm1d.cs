using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalizes each feature over the batch while training, and by its running mean and variance afterwards (Ioffe and Szegedy
    /// 2015). The input is [B, C] or [B, C, L].</summary>
    public class BatchNorm1d : nn.Module<Tensor, Tensor>
    {
        private readonly double? momentum;
        private Parameter? weightParameter;
        private Parameter? biasParameter;
        private Tensor? runningMean;
        private Tensor? runningVariance;
        private Tensor? batchesTracked;

        internal BatchNorm1d(
            long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(nameof(BatchNorm1d))
        {
            this.num_features = num_features;
            this.eps = eps;
            this.momentum = momentum;
            if (affine)
            {
                weight = ones(num_features, dtype, device).AsParameter();
                bias = zeros(num_features, dtype, device).AsParameter();
            }
            if (track_running_stats)
            {
                running_mean = zeros(num_features, dtype, device);
                running_var = ones(num_features, dtype, device);
                batchesTracked = zeros(Size.Empty, ScalarType.Int64, device).DetachFromDisposeScope();
                ConditionallyRegisterBuffer("num_batches_tracked", batchesTracked);
            }
        }

        public long num_features { get; }

        public double eps { get; }

        public bool track_running_stats => runningMean is not null;

        public Parameter? weight
        {
            get => weightParameter;
            set
            {
                weightParameter = value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        public Parameter? bias
        {
            get => biasParameter;
            set
            {
                biasParameter = value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        public Tensor? running_mean
        {
            get => runningMean;
            set
            {
                runningMean = value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(nameof(running_mean), value);
            }
        }

        public Tensor? running_var
        {
            get => runningVariance;
            set
            {
                runningVariance = value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(nameof(running_var), value);
            }
        }

        public Tensor? num_batches_tracked => batchesTracked;

        public override Tensor forward(Tensor input)
        {
            long rank = input.ndim;
            if (rank is not (2 or 3))
            {
                throw new System.ArgumentException($"expected 2D or 3D input, but got {rank}D instead.");
            }
            double average = momentum ?? 0;
            if (training && batchesTracked is not null)
            {
                using (no_grad())
                {
                    batchesTracked.add_(1);
                }
                // Without a momentum the running statistics are those of all batches so far.
                average = momentum ?? 1.0 / batchesTracked.ToInt64();
            }
            return LibTorch.nn_batch_norm(
                input, weightParameter, biasParameter, runningMean, runningVariance, training || runningMean is null, average, eps);
        }

        public void reset_running_stats()
        {
            runningMean?.zero_();
            runningVariance?.fill_(1);
            batchesTracked?.zero_();
        }

        // The properties above name the components.
        protected override void RegisterComponents()
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm1d BatchNorm1d(
                long num_features,
                double eps = 1e-05,
                double? momentum = 0.1,
                bool affine = true,
                bool track_running_stats = true,
                Device? device = null,
                ScalarType? dtype = null) => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
