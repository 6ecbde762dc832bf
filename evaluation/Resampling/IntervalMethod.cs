namespace ReAgent.Evaluation.Resampling;

/// <summary>How an interval is made around an estimate.</summary>
public enum IntervalMethod
{
    /// <summary>
    /// The bootstrap's quantiles, moved for its bias and skewness (BC_a). Efron, "Better Bootstrap Confidence Intervals", JASA 1987,
    /// section 4. Any statistic; needs no range.
    /// </summary>
    BiasCorrectedAccelerated,

    /// <summary>The bootstrap's quantiles as they are. Any statistic.</summary>
    Percentile,

    /// <summary>Estimate ± z standard errors of the bootstrap. Any statistic; too narrow for skewed ones.</summary>
    Normal,

    /// <summary>
    /// The bound of Maurer and Pontil, "Empirical Bernstein Bounds and Sample Variance Penalization", COLT 2009, theorem 4, on both sides.
    /// Holds for any number of episodes, for means of one bounded value per episode only.
    /// </summary>
    EmpiricalBernstein,

    /// <summary>
    /// Hoeffding, "Probability Inequalities for Sums of Bounded Random Variables", JASA 1963, theorem 2, on both sides. Holds for any
    /// number of episodes, for means of one bounded value per episode only; wide.
    /// </summary>
    Hoeffding,
}
