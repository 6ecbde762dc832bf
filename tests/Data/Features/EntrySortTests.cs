using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Features.Sampling;
using Xunit;

namespace ReAgent.Data.Tests.Features;

public sealed class EntrySortTests
{
    [Fact]
    public void Any_entries_are_sorted() => Prop.ForAll(
        Gen.Choose(0, 3000).ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), Gen.Choose(0, 63).ToArbitrary(), (count, seed, shift) =>
        {
            var random = new RandomStream((ulong)seed, "entries");
            var entries = new ulong[count];
            for (var i = 0; i < count; i++)
            {
                entries[i] = (((ulong)random.NextInt(int.MaxValue) << 33) ^ (ulong)random.NextInt(int.MaxValue)) >> shift;
            }

            var expected = entries.Order().ToArray();
            EntrySort.Sort(entries);
            return entries.AsSpan().SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
}
