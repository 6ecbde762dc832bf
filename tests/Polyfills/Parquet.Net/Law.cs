using FsCheck;
using FsCheck.Fluent;

namespace ParquetPolyfill.Tests;

/// <summary>Checks a law for many generated values, always the same ones.</summary>
internal static class Law
{
    private const ulong Seed = 20_260_101;
    private const ulong Gamma = 17;

    public static void Holds<T>(Gen<T> values, Action<T> law, int tests = 200) =>
        Prop.ForAll(values.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(Seed, Gamma));

    /// <summary>Seeds for generators that follow a plan of their own.</summary>
    public static Gen<int> Seeds => Gen.Choose(0, int.MaxValue);
}
