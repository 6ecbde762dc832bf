using ReAgent.Evaluation.Verdicts;
using ReAgent.Grains.Experiments;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

public class RequiredVerdictTests
{
    [Theory]
    [InlineData(RequiredVerdict.Any, true, true, true, true)]
    [InlineData(RequiredVerdict.NotWorse, true, false, true, false)]
    [InlineData(RequiredVerdict.Better, true, false, false, false)]
    public void What_cannot_be_told_meets_no_requirement(RequiredVerdict required, bool better, bool worse, bool notEnoughEvidence, bool cannotTell) => Assert.Equal(
        [better, worse, notEnoughEvidence, cannotTell],
        new[] { Judgement.Better, Judgement.Worse, Judgement.NotEnoughEvidence, Judgement.CannotTell }.Select(judgement => required.IsMetBy(judgement)));
}
