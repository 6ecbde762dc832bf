using ReAgent.Evaluation.Estimators;
using Xunit;

namespace ReAgent.Evaluation.Tests.Conformance;

/// <summary>Holds the estimators of the library to the contract. An estimator joins by its row.</summary>
public class EstimatorContractTests
{
    private static readonly EstimatorTraits[] Rows =
    [
        new(new DirectMethod(), Trust.Models),
        new(new InversePropensity(), Trust.Log),
        new(new DoublyRobust(), Trust.Log),
        new(new TrajectoryImportanceSampling(), Trust.Log),
        new(new PerDecisionImportanceSampling(), Trust.Log),
        new(new WeightedImportanceSampling(), Trust.Log, Shifts: true),
        new(new WeightedPerDecisionImportanceSampling(), Trust.Log, Shifts: true),
        new(new CappedImportanceSampling(), Trust.Log),
        new(new CappedPerDecisionImportanceSampling(), Trust.Log),
        new(new EpisodeDirectMethod(), Trust.Models),
        new(new SequentialDoublyRobust(), Trust.Log),
        new(new WeightedSequentialDoublyRobust(), Trust.Log, Shifts: true),
        new(new Magic(), Trust.Models, Repeats: false),
        new(new FittedQEvaluation(), Trust.Log),
        new(new MarginalizedImportanceSampling(), Trust.Log),
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var row in Rows)
            {
                foreach (var law in EstimatorContract.Laws.Keys)
                {
                    cases.Add(row.Estimator.Key, law);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It(string key, string law) => EstimatorContract.Check(Rows.Single(row => row.Estimator.Key == key), law);
}
