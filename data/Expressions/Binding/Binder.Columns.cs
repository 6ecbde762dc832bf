using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Expressions.Syntax;
using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Binding;

/// <summary>Columns and the entries of maps.</summary>
internal sealed partial class Binder
{
    private Node? BindColumn(ColumnNode column)
    {
        if (FindColumn(column) is not var (name, type))
        {
            return null;
        }

        switch (type)
        {
            case ExpressionType.Number:
                return new NumberColumn(name);
            case ExpressionType.Boolean:
                return new BooleanColumn(name);
            case ExpressionType.Text:
                return new TextColumn(name);
            default:
                Report(column, $"{name} is a map; name one of its entries: {Example(name, type)}.");
                return null;
        }
    }

    private Node? BindEntry(EntryNode entry)
    {
        if (entry.Map is not ColumnNode column)
        {
            if (Bind(entry.Map) is not null)
            {
                Report(entry, "Only a column that is a map has entries.");
            }

            return null;
        }

        if (FindColumn(column) is not var (name, type))
        {
            return null;
        }

        switch (type)
        {
            case ExpressionType.MapByName when entry.Name is { } key:
                return new NamedEntry(name, key);
            case ExpressionType.MapById when entry.Name is null:
                return new NumberedEntry(name, entry.Id);
            case ExpressionType.MapByName:
                _problems.Add(entry.KeyOffset, $"The keys of {name} are texts: {Example(name, type)}.");
                return null;
            case ExpressionType.MapById:
                _problems.Add(entry.KeyOffset, $"The keys of {name} are whole numbers: {Example(name, type)}.");
                return null;
            default:
                Report(entry, $"{name} is {Typing.Describe(type)}; only a map has entries.");
                return null;
        }
    }

    private static string Example(string name, ExpressionType type) => type == ExpressionType.MapById ? $"{name}[7]" : $"{name}['clicks']";

    private (string Name, ExpressionType Type)? FindColumn(ColumnNode column)
    {
        if (_schema.TryFind(column.Name, out var name, out var type))
        {
            if (_aggregates is null || _insideAggregate)
            {
                return (name, type);
            }

            Report(column, $"{name} differs from row to row, and a rule speaks of all rows; put it in {AggregateNames.All}.");
            return null;
        }

        var nearest = _schema.Nearest(column.Name);
        Report(column, $"There is no column '{column.Name}'"
            + (nearest is null ? $"; the columns are {Listed()}." : $"; did you mean {nearest}?")
            + (column.Quoted ? " A text goes in 'single quotes'." : ""));
        return null;
    }

    /// <summary>The columns, or the first of many.</summary>
    private string Listed() => string.Join(", ", _schema.Names.Take(20)) + (_schema.Names.Skip(20).Any() ? ", ..." : "");
}
