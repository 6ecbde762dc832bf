using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// Random tensors, and the generators that they are drawn from. Mirrors native/random.cpp.
internal static partial class LibTorch
{
    [LibraryImport(Library)]
    internal static partial Tensor make_rand(Dims size, Generator? generator, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_randn(Dims size, Generator? generator, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_randint(long low, long high, Dims size, Generator? generator, int dtype, int deviceType,
        int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_randperm(long count, Generator? generator, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_normal(Tensor mean, Tensor deviation, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Tensor make_rand_like(Tensor self, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_randn_like(Tensor self, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Done tensor_normal_(Tensor self, double mean, double deviation, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Done tensor_uniform_(Tensor self, double low, double high, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Done tensor_random_(Tensor self, long low, long high, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Done tensor_bernoulli_(Tensor self, double probability, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Done tensor_exponential_(Tensor self, double rate, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_bernoulli(Tensor self, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_multinomial(Tensor self, long samples, Flag replacement, Generator? generator);

    [LibraryImport(Library)]
    internal static partial nint generator_new(ulong seed, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial nint generator_default();

    [LibraryImport(Library)]
    internal static partial void generator_free(nint generator);

    [LibraryImport(Library)]
    internal static partial Done generator_set_seed(nint generator, ulong seed);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial ulong generator_seed(nint generator);

    [LibraryImport(Library)]
    internal static partial Tensor generator_get_state(nint generator);

    [LibraryImport(Library)]
    internal static partial Done generator_set_state(nint generator, Tensor state);

    [LibraryImport(Library)]
    internal static partial Done seed_all(ulong seed);
}
