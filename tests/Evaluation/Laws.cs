using FsCheck;
using FsCheck.Fluent;

namespace ReAgent.Evaluation.Tests;

/// <summary>Checks that a law holds for many seeds, the same ones in every run.</summary>
public static class Laws
{
    public static void Hold(Action<int> law, int seeds = 40) => Prop
        .ForAll(ArbMap.Default.ArbFor<int>(), seed => law(seed))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(seeds).WithReplay(20240607, 20240609));
}
