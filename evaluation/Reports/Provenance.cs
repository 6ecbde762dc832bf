using System.Text.Json.Serialization;

namespace ReAgent.Evaluation.Reports;

/// <summary>How a stage came to its end.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<StageOutcome>))]
public enum StageOutcome
{
    /// <summary>Its work was done in this run.</summary>
    Done,

    /// <summary>Its output was there already.</summary>
    Reused,

    /// <summary>The configuration does not need it.</summary>
    Skipped,
}

/// <summary>Wall-clock time of one stage.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Outcome">How it came to its end.</param>
/// <param name="Seconds">Wall-clock seconds from its start to its end.</param>
/// <param name="WorkItems">Work items that it consists of.</param>
public sealed record StageTiming(string Stage, StageOutcome Outcome, double Seconds, int WorkItems);

/// <summary>A file that the experiment leaves behind.</summary>
/// <param name="Path">Path relative to the experiment's folder, with forward slashes.</param>
/// <param name="Purpose">What it is, in a few words.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of its content.</param>
public sealed record ProducedFile(string Path, string Purpose, long Bytes, string Sha256);

/// <summary>Software that took part in the result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record SoftwareComponent(string Name, string Version);

/// <summary>The canonical configuration, as text.</summary>
/// <param name="Format">Its format: <c>yaml</c> or <c>json</c>.</param>
/// <param name="Text">The text.</param>
public sealed record ConfigText(string Format, string Text);
