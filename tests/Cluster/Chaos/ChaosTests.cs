using System.Globalization;
using ReAgent.Contracts.Experiments;
using Xunit;
using Xunit.Abstractions;

namespace ReAgent.Cluster.Tests.Chaos;

/// <summary>
/// Two experiments at once on three silos to which things happen give the bytes that each gives alone on one silo to which nothing happens.
/// </summary>
/// <remarks>
/// Two short schedules by default. <c>CHAOS_SCHEDULES=20</c> runs that many long ones instead, from seed <c>CHAOS_SEED</c> (1) on;
/// that takes about two minutes each, and the right to mount a file system.
/// </remarks>
public sealed class ChaosTests(ITestOutputHelper output, Undisturbed undisturbed) : IClassFixture<Undisturbed>
{
    private const int Silos = 3;

    private static int? LongOnes => int.TryParse(Environment.GetEnvironmentVariable("CHAOS_SCHEDULES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static int FirstSeed => int.TryParse(Environment.GetEnvironmentVariable("CHAOS_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(FirstSeed, LongOnes ?? 2)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_happens_to_silos_and_database_the_bytes_are_those_of_an_undisturbed_run(int seed)
    {
        var isLong = LongOnes is not null;
        var experiments = ChaosExperiments.All(isLong);
        var blows = isLong ? ChaosSchedule.Full(seed, Silos) : ChaosSchedule.Brief(seed, Silos);
        Say($"seed {seed}: {string.Join(", ", blows.AsEnumerable())}");
        await using var cluster = new ChaosCluster(Say);
        using var disk = isLong ? SmallDisk.Mount(cluster.DataRoot, megabytes: 400) : null;
        await cluster.Start(Silos);
        foreach (var spec in experiments)
        {
            await cluster.Begin(spec);
        }

        using var ended = new CancellationTokenSource();
        var suffering = cluster.Suffer(blows, ended.Token);
        foreach (var spec in experiments)
        {
            var status = await cluster.End(spec.Name);
            Assert.True(status.State == ExperimentState.Completed, $"seed {seed}: {spec.Name} is {status.State}: {status.Failure}\n{cluster.Logs()}");
        }

        await ended.CancelAsync();
        await suffering;
        await cluster.Recover();
        foreach (var spec in experiments)
        {
            Assert.Equal(await undisturbed.Of(spec), Results.Checksums(cluster.DataRoot, spec));
        }

        Assert.Empty(Results.Unfinished(cluster.DataRoot));

        void Say(string line)
        {
            output.WriteLine(line);
            Console.WriteLine($"chaos: {line}");
        }
    }
}
