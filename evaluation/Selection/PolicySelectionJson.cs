using ReAgent.Evaluation.Results;

namespace ReAgent.Evaluation.Selection;

/// <summary>Rankings as JSON, in the format of <see cref="CpeReportJson"/>. Equal rankings have equal bytes.</summary>
public static class PolicySelectionJson
{
    /// <summary>The ranking as UTF-8, ending with a line feed.</summary>
    public static byte[] Write(PolicySelection selection) => CpeReportJson.Write(selection);
}
