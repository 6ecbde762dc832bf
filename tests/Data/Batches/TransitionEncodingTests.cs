using ReAgent.Data.Batches;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class TransitionEncodingTests
{
    private static TransitionEncoding Encoding(double mean = 1, bool missing = false, string[]? actions = null, string[]? metrics = null, long feature = 7)
    {
        var parameters = new NormalizationParameters { Type = FeatureType.Continuous, Mean = mean, StandardDeviation = 2 };
        var state = new FeatureTransform(new FeatureLayout(new Dictionary<long, NormalizationParameters> { [3] = parameters, [feature] = parameters }), missing);
        return new TransitionEncoding(state, actions ?? ["left", "right"], null, metrics ?? ["clicks"]);
    }

    [Fact]
    public void Encodings_that_give_the_same_rows_have_the_same_fingerprint() => Assert.Equal(Encoding().Fingerprint, Encoding().Fingerprint);

    [Fact]
    public void Whatever_changes_a_row_changes_the_fingerprint()
    {
        TransitionEncoding[] different =
        [
            Encoding(), Encoding(mean: 1.5), Encoding(missing: true), Encoding(actions: ["right", "left"]), Encoding(actions: ["left", "right", "clicks"], metrics: []),
            Encoding(metrics: ["watched"]), Encoding(metrics: []), Encoding(feature: 8),
        ];
        Assert.Equal(different.Length, different.Select(encoding => encoding.Fingerprint).Distinct().Count());
        Assert.All(different, encoding => Assert.Matches("^[0-9a-f]{64}$", encoding.Fingerprint));
    }

    [Fact]
    public void A_store_of_another_encoding_is_refused_with_both_shapes()
    {
        using var store = RowStore.Of(LoggedSteps.Rows(LoggedSteps.Discrete, 3));
        var error = Assert.Throws<InvalidDataException>(() => store.Require(Encoding()));
        Assert.Contains("35 actions", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 actions, metrics [clicks] (features 3, 7", error.Message, StringComparison.Ordinal);
    }
}
