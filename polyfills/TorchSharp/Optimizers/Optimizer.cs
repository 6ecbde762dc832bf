using System;
using System.Collections.Generic;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters along their gradients.</summary>
        public abstract class Optimizer : IDisposable
        {
            public abstract IEnumerable<ILearningRateController> ParamGroups { get; }

            /// <summary>Zeroes the gradients of all parameters where they are.</summary>
            public abstract void zero_grad();

            /// <param name="closure">Computes the loss anew, with gradients; not needed by most optimizers.</param>
            /// <returns>What the closure gave.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            public abstract IEnumerable<Parameter> parameters();

            public abstract void add_param_group(ParamGroup param_group);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>The options of each parameter group and the state of each parameter, in order: the objects themselves.</summary>
            public class StateDictionary
            {
                internal StateDictionary(IEnumerable<OptimizerOptions> options, IEnumerable<OptimizerState> state)
                {
                    Options = [.. options];
                    State = [.. state];
                }

                public List<OptimizerOptions> Options { get; }

                public List<OptimizerState> State { get; }
            }
        }

        /// <summary>What a learning rate schedule controls.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        /// <summary>An optimizer, or a parameter group, with a momentum.</summary>
        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        /// <summary>An optimizer, or a parameter group, with two decay rates instead of a momentum.</summary>
        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }
    }
}
