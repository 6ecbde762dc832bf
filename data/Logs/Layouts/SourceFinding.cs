using System.Globalization;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.Layouts;

/// <summary>Finds the sources of the wanted columns among the columns of one file, and says what is missing or of the wrong type.</summary>
internal sealed class SourceFinding(IReadOnlyList<LogColumn> columns, LogFile file)
{
    private readonly List<string> _problems = [];

    /// <summary>What is wrong; the texts do not name the file, so that they can be counted over files.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The source of each wanted column, in order.</summary>
    public ColumnSource[] Find(IEnumerable<WantedColumn> wanted) => [.. wanted.Select(Find)];

    private ColumnSource Find(WantedColumn wanted)
    {
        if (!wanted.Members.IsEmpty)
        {
            return FindMembers(wanted);
        }

        var found = LogColumn.Find(columns, wanted.LogName);
        if (found is null)
        {
            return Missing(wanted);
        }

        if (file.Partitions.Any(partition => partition.Key == found.Name) && found.Type == PartitionColumns.Type)
        {
            return Accept(wanted, found, wanted.Shape is ColumnShape.Scalar, new ColumnSource.Same(file.PartitionOf(found.Name)));
        }

        if (HasNamesForFeatures(wanted.Shape, found))
        {
            return Fail(found.Members.IsEmpty
                ? $"column {Named(wanted)} has names for keys, but features have ids: write them as columns of their own and list these in {wanted.MembersOption}"
                : $"column {Named(wanted)} has names for keys ({Some(found)}), but features have ids: list them in {wanted.MembersOption}, for example {wanted.MembersOption}: [{found.Members[0].Name}]");
        }

        if (found.IsBlank || ShapeFit.CanRead(found.Shape, wanted.Shape) || (file.Format != LogFormat.Parquet && ShapeFit.ArePairs(found.Shape, wanted.Shape)))
        {
            return new ColumnSource.One(found);
        }

        var structure = !found.Members.IsEmpty && ShapeFit.IsMapOfNumbers(wanted.Shape) && found.Members.All(IsPlain);
        return Accept(wanted, found, structure, structure ? FromStructure(wanted, found) : new ColumnSource.Nothing());
    }

    private ColumnSource.Nothing Missing(WantedColumn wanted)
    {
        if (wanted.IsRequired || wanted.LogName != wanted.Name)
        {
            _problems.Add($"there is no column {Named(wanted)}{Hint(wanted)}");
        }

        return new ColumnSource.Nothing();
    }

    private string Hint(WantedColumn wanted)
    {
        var near = LogColumn.Nearest(columns, wanted.LogName);
        var members = wanted.Shape == ColumnShape.Features ? $", or list the columns that it is made of in {wanted.MembersOption}" : "";
        return near is null
            ? $"; name the one that holds it with log.columns: {{{wanted.Name}: …}}{members}. There are {Some(columns.Select(column => column.Name))}"
            : $"; the nearest is '{near}': log.columns: {{{wanted.Name}: {near}}}{members}";
    }

    private ColumnSource.Several FindMembers(WantedColumn wanted)
    {
        var members = new List<MapMember>();
        foreach (var (name, id) in wanted.Members)
        {
            if (LogColumn.Find(columns, name) is not { } column)
            {
                var near = LogColumn.Nearest(columns, name) is { } nearest ? $"; the nearest is '{nearest}'" : "";
                _problems.Add($"there is no column '{name}', which {wanted.MembersOption} lists{near}");
            }
            else if (!IsPlain(column))
            {
                _problems.Add($"column '{name}', which {wanted.MembersOption} lists, is a {Describe(column)}, but must be a plain number");
            }
            else
            {
                members.Add(new MapMember(column, id, name));
            }
        }

        return new ColumnSource.Several([.. members]);
    }

    private ColumnSource FromStructure(WantedColumn wanted, LogColumn found)
    {
        var members = new List<MapMember>();
        foreach (var member in found.Members)
        {
            var name = member.Name[(found.Name.Length + 1)..];
            var isId = long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id);
            if (!isId && wanted.Shape == ColumnShape.Features)
            {
                return Fail($"column {Named(wanted)} is a structure whose members have names ({Some(found)}), but features have ids: list them in {wanted.MembersOption}, for example {wanted.MembersOption}: [{member.Name}]");
            }

            members.Add(new MapMember(member, id, name));
        }

        return new ColumnSource.Several([.. members]);
    }

    private ColumnSource Accept(WantedColumn wanted, LogColumn found, bool accepted, ColumnSource source) =>
        accepted ? source : Fail($"column {Named(wanted)} is a {Describe(found)}, but must be a {wanted.Shape}");

    private ColumnSource.Nothing Fail(string problem)
    {
        _problems.Add(problem);
        return new ColumnSource.Nothing();
    }

    // In text files the type was told from values, so that the keys were seen; in Parquet, keys that are texts may well be whole numbers.
    private bool HasNamesForFeatures(ColumnShape wanted, LogColumn found) =>
        wanted == ColumnShape.Features && found.Shape is ColumnShape.MapOf { Key: ScalarKind.Text } && file.Format != LogFormat.Parquet;

    private static bool IsPlain(LogColumn column) => column.IsBlank || column.Shape is ColumnShape.Scalar;

    private static string Named(WantedColumn wanted) => wanted.LogName == wanted.Name ? $"'{wanted.Name}'" : $"'{wanted.LogName}' (log.columns: {wanted.Name})";

    private static string Describe(LogColumn column) =>
        column.Shape is { } shape && shape.ToString() != column.Type ? $"{shape} ({column.Type})" : column.Type;

    private static string Some(LogColumn structure) => Some(structure.Members.Select(member => member.Name[(structure.Name.Length + 1)..]));

    private static string Some(IEnumerable<string> names)
    {
        const int Shown = 12;
        string[] all = [.. names];
        return all.Length == 0 ? "none" : $"{string.Join(", ", all.Take(Shown))}{(all.Length > Shown ? $" and {all.Length - Shown} more" : "")}";
    }
}
