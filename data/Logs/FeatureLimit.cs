using System.Globalization;
using ReAgent.Data.Columns;
using ReAgent.Data.Logs.Layouts;

namespace ReAgent.Data.Logs;

/// <summary>Finds rows of features that cannot be meant: more than a limit of them, or keys that are no feature ids.</summary>
internal static class FeatureLimit
{
    /// <summary>Checks the rows of a column from one on.</summary>
    public static void Check(WantedColumn wanted, Column column, int start, int most, List<RowProblem> problems)
    {
        if (column is RaggedColumn entries && wanted.Shape is ColumnShape.MapOf { Key: ScalarKind.Integer })
        {
            CheckLengths(wanted.Name, entries, start, most, problems);
            CheckKeys(wanted.Name, entries, start, problems);
        }
    }

    private static void CheckLengths(string name, RaggedColumn column, int start, int most, List<RowProblem> problems)
    {
        var offsets = column.Offsets;
        for (var row = start; row < column.Count; row++)
        {
            if (offsets[row + 1] - offsets[row] > most)
            {
                problems.Add(new RowProblem(row, $"{name} has more than {most} entries", (offsets[row + 1] - offsets[row]).ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static void CheckKeys(string name, RaggedColumn column, int start, List<RowProblem> problems)
    {
        if (column is not MapColumn<long> map || !map.AllKeys[map.Offsets[start]..].Contains(long.MinValue))
        {
            return;
        }

        for (var row = start; row < map.Count; row++)
        {
            if (map.Keys(row).Contains(long.MinValue))
            {
                problems.Add(new RowProblem(row, $"{name} has a key that is not a whole number"));
            }
        }
    }
}
