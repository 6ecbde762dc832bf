using System.Collections.Immutable;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Inspection;

/// <summary>The actions of a log.</summary>
public sealed record ActionsInspection
{
    /// <summary>What an action is.</summary>
    public required ActionKind Kind { get; init; }

    /// <summary>Rows with an action.</summary>
    public required long Decisions { get; init; }

    /// <summary>Rows that only record a state.</summary>
    public required long WithoutAction { get; init; }

    /// <summary>The discrete actions, most frequent first.</summary>
    public required ImmutableArray<ActionInspection> Discrete { get; init; }

    /// <summary>True when there are more names of actions than were counted.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Decisions whose row says which actions were possible.</summary>
    public required long WithPossible { get; init; }

    /// <summary>Decisions whose action is not among the possible ones.</summary>
    public required long Impossible { get; init; }

    /// <summary>Lengths of the slates; null for other kinds of actions.</summary>
    public NumberInspection? SlateLengths { get; init; }
}

/// <summary>One discrete action.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">Decisions for it.</param>
/// <param name="Share">Share of all decisions.</param>
/// <param name="MeanPropensity">Mean logged propensity of these decisions; null when none has one.</param>
/// <param name="MeanReward">Mean reward of these decisions; null when none has one.</param>
public sealed record ActionInspection(string Name, long Count, double Share, double? MeanPropensity, double? MeanReward)
{
    /// <summary>
    /// Sum of 1 / propensity over the decisions for the action, divided by the number of decisions in which it was possible. Where propensities
    /// are right this is 1 within its error, since E[1{A = a} / π(a | x)] = 1. Null without propensities.
    /// </summary>
    public double? Calibration { get; init; }

    /// <summary>Standard error of <see cref="Calibration"/>.</summary>
    public double? CalibrationError { get; init; }
}

/// <summary>Logged probabilities (densities, for actions given by features) of the actions taken.</summary>
public sealed record PropensityInspection
{
    /// <summary>Decisions with a propensity.</summary>
    public required long Known { get; init; }

    /// <summary>Decisions without.</summary>
    public required long Missing { get; init; }

    /// <summary>The propensities' range and mean.</summary>
    public required NumberInspection Values { get; init; }

    /// <summary>Decisions with a propensity below 0.01.</summary>
    public required long BelowOnePercent { get; init; }

    /// <summary>Decisions with a propensity of exactly 1.</summary>
    public required long ExactlyOne { get; init; }

    /// <summary>Decisions with a propensity that cannot be one: 0 or less, or (for a probability) above 1.</summary>
    public required long OutOfRange { get; init; }

    /// <summary>Share of the decisions without a propensity, 0 to 1.</summary>
    public double MissingShare => Known + Missing == 0 ? 0 : (double)Missing / (Known + Missing);
}
