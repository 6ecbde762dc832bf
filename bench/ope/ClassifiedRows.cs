using System.Globalization;

namespace ReAgent.Bench.Ope;

/// <summary>Rows of a data set for classification: a file with a header, numbers, and the index of the class last.</summary>
internal sealed record ClassifiedRows(double[][] Features, int[] Labels)
{
    public int Classes { get; } = Labels.Max() + 1;

    public static ClassifiedRows Read(string path)
    {
        double[][] rows =
        [
            .. File.ReadLines(path).Skip(1)
                .Select(line => line.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()),
        ];
        return new([.. rows.Select(row => row[..^1])], [.. rows.Select(row => (int)row[^1])]);
    }

    public ClassifiedRows Take(IEnumerable<int> rows) => rows.ToArray() is var taken
        ? new([.. taken.Select(row => Features[row])], [.. taken.Select(row => Labels[row])])
        : this;
}
