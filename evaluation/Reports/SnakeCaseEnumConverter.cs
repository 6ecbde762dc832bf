using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReAgent.Evaluation.Reports;

/// <summary>Enum members by their names in snake case; numbers are refused, because their meaning could change.</summary>
internal sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
