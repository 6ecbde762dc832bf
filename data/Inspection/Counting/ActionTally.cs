namespace ReAgent.Data.Inspection.Counting;

/// <summary>Sums over the decisions for one action.</summary>
internal sealed class ActionTally
{
    private long _withPropensity;
    private double _propensities;
    private double _inverses;
    private double _squaredInverses;
    private long _withReward;
    private double _rewards;

    /// <summary>Decisions for the action.</summary>
    public long Count { get; private set; }

    /// <summary>Decisions with a sound propensity whose row names the action among the possible ones.</summary>
    public long Possible { get; set; }

    /// <param name="propensity">NaN when it is not known or cannot be one.</param>
    /// <param name="reward">NaN when it is not known.</param>
    public void Add(double propensity, double reward)
    {
        Count++;
        if (!double.IsNaN(propensity))
        {
            var inverse = 1 / propensity;
            _withPropensity++;
            _propensities += propensity;
            _inverses += inverse;
            _squaredInverses += inverse * inverse;
        }

        if (double.IsFinite(reward))
        {
            _withReward++;
            _rewards += reward;
        }
    }

    public void Add(ActionTally other)
    {
        Count += other.Count;
        Possible += other.Possible;
        _withPropensity += other._withPropensity;
        _propensities += other._propensities;
        _inverses += other._inverses;
        _squaredInverses += other._squaredInverses;
        _withReward += other._withReward;
        _rewards += other._rewards;
    }

    /// <param name="name">The action.</param>
    /// <param name="decisions">All decisions of the log.</param>
    /// <param name="unlimited">Decisions with a sound propensity whose rows do not say which actions were possible.</param>
    public ActionInspection Inspection(string name, long decisions, long unlimited)
    {
        double possible = Possible + unlimited;
        var calibration = _inverses / possible;
        // Each of the possible decisions contributes 1 / propensity or 0.
        var variance = Math.Max(0, (_squaredInverses / possible) - (calibration * calibration)) / possible;
        var isKnown = _withPropensity > 0 && possible > 0;
        return new ActionInspection(
            name,
            Count,
            (double)Count / decisions,
            _withPropensity == 0 ? null : _propensities / _withPropensity,
            _withReward == 0 ? null : _rewards / _withReward)
        {
            Calibration = isKnown ? calibration : null,
            CalibrationError = isKnown ? Math.Sqrt(variance) : null,
        };
    }
}
