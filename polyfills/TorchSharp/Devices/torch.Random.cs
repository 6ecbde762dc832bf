using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generator of every device.</summary>
    public static Generator manual_seed(long seed)
    {
        LibTorch.seed_all(unchecked((ulong)seed));
        return Generator.Default;
    }

    public static partial class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long initial_seed() => unchecked((long)Generator.Default.initial_seed());

        public static Tensor get_rng_state()
        {
            using Generator generator = Generator.Default;
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using Generator generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
