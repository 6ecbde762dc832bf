using System.Security.Cryptography;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Tests.Estimators;
using Xunit;

namespace ReAgent.Evaluation.Tests.Pages;

public sealed class EvaluationPageFileTests : IDisposable
{
    private readonly string _path = Path.Combine(AppContext.BaseDirectory, $"{nameof(EvaluationPageFileTests)}.page");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_page_survives_its_file()
    {
        var rows = SyntheticPages.Rows(1);
        var page = EvaluationPage.From(rows with
        {
            PossibleActions = [.. rows.TargetPropensities.Select(_ => true)],
            LoggedPropensities = [.. rows.LoggedPropensities.Select(_ => double.NaN)],
            LoggingPropensities = rows.TargetPropensities,
            Reward = rows.Reward with { ModelValues = null, HasModel = false },
        });

        EvaluationPageFile.Write(_path, page);
        var read = EvaluationPageFile.Read(_path);

        Assert.Equal(page.ActionNames, read.ActionNames);
        Assert.Equal(page.EpisodeIds, read.EpisodeIds);
        Assert.Equal(page.EpisodeOffsets, read.EpisodeOffsets);
        Assert.Equal(page.SequenceNumbers, read.SequenceNumbers);
        Assert.Equal(page.LoggedActions, read.LoggedActions);
        Assert.Equal(page.LoggedPropensities, read.LoggedPropensities);
        Assert.Equal(page.TargetPropensities, read.TargetPropensities);
        Assert.Equal(page.LoggingPropensities, read.LoggingPropensities);
        Assert.Equal(page.PossibleActions, read.PossibleActions);
        Assert.Equal(page.PolicyScores, read.PolicyScores);
        Assert.Equal(page.States, read.States);
        Assert.Null(read.Reward.ModelValues);
        Assert.False(read.Reward.HasModel);
        Assert.True(read.Metrics[0].HasModel);
        Assert.Equal(page.Reward.ModelRewards, read.Reward.ModelRewards);
        Assert.Equal(page.Metrics[0].ModelRewardsForLoggedAction, read.Metrics[0].ModelRewardsForLoggedAction);
        Assert.Equal(page.Metrics[0].ModelValues, read.Metrics[0].ModelValues);
    }

    /// <summary>Changing the format must be a decision: it needs a new version.</summary>
    [Fact]
    public void The_layout_of_version_1_stays_as_it_is() => Assert.Equal(
        "37535371a8230831e9bfe2ebb2bbb81503bb0c1d0aac27734ae8c84f9305a9d0", Convert.ToHexStringLower(SHA256.HashData(Bytes(EvaluationPage.From(HandPage.Rows with { States = null })))));

    /// <summary>0/0 and <see cref="double.NaN"/> may differ in their bits; unknown is unknown.</summary>
    [Fact]
    public void An_unknown_propensity_has_the_same_bytes_whatever_kind_of_NaN_it_is()
    {
        byte[] With(long bits)
        {
            double[] propensities = [BitConverter.Int64BitsToDouble(bits), 0.5, 0.5];
            return Bytes(EvaluationPage.From(HandPage.Rows with { LoggedPropensities = propensities }));
        }

        Assert.Equal(With(0x7ff8000000000001), With(unchecked((long)0xfff8000000000000)));
    }

    [Fact]
    public void A_damaged_byte_anywhere_is_noticed()
    {
        var bytes = Bytes();
        for (var place = 0; place < bytes.Length; place++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[place] ^= 0x10;

            Assert.Throws<InvalidDataException>(() => Read(damaged));
        }
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_noticed()
    {
        var bytes = Bytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Read(bytes[..length]));
        }
    }

    [Fact]
    public void Bytes_after_the_end_are_noticed() => Assert.Throws<InvalidDataException>(() => Read([.. Bytes(), 0]));

    [Fact]
    public void A_problem_names_the_file()
    {
        File.WriteAllText(_path, "no page at all");

        var problem = Assert.Throws<InvalidDataException>(() => EvaluationPageFile.Read(_path));

        Assert.Contains(_path, problem.Message, StringComparison.Ordinal);
        Assert.Contains("not an evaluation page", problem.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes() => Bytes(SyntheticPages.Page(2, episodes: 2, longest: 2, actions: 2));

    private static byte[] Bytes(EvaluationPage page)
    {
        using var stream = new MemoryStream();
        EvaluationPageFile.Write(stream, page);
        return stream.ToArray();
    }

    private static EvaluationPage Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return EvaluationPageFile.Read(stream);
    }
}
