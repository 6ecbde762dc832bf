using System.Buffers;
using System.Globalization;
using Parquet;

namespace ReAgent.Data.Columns;

/// <summary>
/// One leaf column of a row group: its present values, converted to what the column holds, and the levels of all its slots. The level
/// arrays are rented and given back on disposal.
/// </summary>
internal sealed class LeafReader(ParquetRowGroupReader group, LeafPath path) : IDisposable
{
    private readonly int _slots = checked((int)group.GetMetadata(path.Field)!.MetaData!.NumValues);
    private int[]? _definition;
    private int[]? _repetition;

    /// <summary>Number of slots: entries, and one for every empty list and absent value.</summary>
    public int Slots => _slots;

    /// <summary>Definition level of each slot; empty when every slot has a value.</summary>
    public ReadOnlySpan<int> Definition => _definition.AsSpan(0, _definition is null ? 0 : _slots);

    /// <summary>Repetition level of each slot; empty when the leaf is flat.</summary>
    public ReadOnlySpan<int> Repetition => _repetition.AsSpan(0, _repetition is null ? 0 : _slots);

    /// <summary>Appends the present values, without gaps, and says how many there are.</summary>
    public async ValueTask<int> ReadInto(Column column, CancellationToken cancellationToken)
    {
        _definition = path.Field.MaxDefinitionLevel > 0 ? LevelArrays.Pool.Rent(_slots) : null;
        _repetition = path.Field.MaxRepetitionLevel > 0 ? LevelArrays.Pool.Rent(_slots) : null;
        var type = Nullable.GetUnderlyingType(path.Field.ClrType) ?? path.Field.ClrType;
        return (column, type) switch
        {
            (ValueColumn<double> numbers, _) when type == typeof(double) => await Straight(numbers, cancellationToken).ConfigureAwait(false),
            (ValueColumn<double> numbers, _) when type == typeof(float) => await Convert<float, double>(numbers, value => value, cancellationToken).ConfigureAwait(false),
            (ValueColumn<double> numbers, _) when type == typeof(decimal) => await Convert<decimal, double>(numbers, value => (double)value, cancellationToken).ConfigureAwait(false),
            (ValueColumn<double> numbers, _) when type == typeof(bool) => await Convert<bool, double>(numbers, value => value ? 1 : 0, cancellationToken).ConfigureAwait(false),
            (ValueColumn<double> numbers, _) when type == typeof(ReadOnlyMemory<char>) => await Convert<ReadOnlyMemory<char>, double>(numbers, ParseNumber, cancellationToken).ConfigureAwait(false),
            (ValueColumn<double> numbers, _) => await Integers(numbers, value => value == long.MinValue ? double.NaN : value, type, cancellationToken).ConfigureAwait(false),
            (ValueColumn<long> integers, _) when type == typeof(long) => await Straight(integers, cancellationToken).ConfigureAwait(false),
            (ValueColumn<long> integers, _) => await Integers(integers, value => value, type, cancellationToken).ConfigureAwait(false),
            (ValueColumn<bool> flags, _) when type == typeof(bool) => await Straight(flags, cancellationToken).ConfigureAwait(false),
            (ValueColumn<bool> flags, _) => await Integers(flags, value => value > 0, type, cancellationToken).ConfigureAwait(false),
            (ValueColumn<string> texts, _) when type == typeof(ReadOnlyMemory<char>) => await Texts(texts, cancellationToken).ConfigureAwait(false),
            (ValueColumn<string> texts, _) when type == typeof(double) => await Convert<double, string>(texts, value => value.ToString("R", CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false),
            (ValueColumn<string> texts, _) when type == typeof(float) => await Convert<float, string>(texts, value => value.ToString("R", CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false),
            (ValueColumn<string> texts, _) when type == typeof(decimal) => await Convert<decimal, string>(texts, value => value.ToString(CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false),
            (ValueColumn<string> texts, _) when type == typeof(bool) => await Convert<bool, string>(texts, value => value ? "true" : "false", cancellationToken).ConfigureAwait(false),
            (ValueColumn<string> texts, _) when type == typeof(Guid) => await Convert<Guid, string>(texts, value => value.ToString("D"), cancellationToken).ConfigureAwait(false),
            (ValueColumn<string> texts, _) when type == typeof(DateTime) => await Convert<DateTime, string>(texts, value => value.ToString("O", CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false),
            (ValueColumn<string> texts, _) => await Integers(texts, value => value.ToString(CultureInfo.InvariantCulture), type, cancellationToken).ConfigureAwait(false),
            _ => throw Unreadable(type),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_definition is not null)
        {
            LevelArrays.Pool.Return(_definition);
        }

        if (_repetition is not null)
        {
            LevelArrays.Pool.Return(_repetition);
        }

        (_definition, _repetition) = (null, null);
    }

    private ValueTask<int> Integers<TOut>(ValueColumn<TOut> column, Func<long, TOut> convert, Type type, CancellationToken cancellationToken) => type switch
    {
        _ when type == typeof(long) => Convert<long, TOut>(column, convert, cancellationToken),
        _ when type == typeof(int) => Convert<int, TOut>(column, value => convert(value), cancellationToken),
        _ when type == typeof(short) => Convert<short, TOut>(column, value => convert(value), cancellationToken),
        _ when type == typeof(sbyte) => Convert<sbyte, TOut>(column, value => convert(value), cancellationToken),
        _ when type == typeof(byte) => Convert<byte, TOut>(column, value => convert(value), cancellationToken),
        _ when type == typeof(ushort) => Convert<ushort, TOut>(column, value => convert(value), cancellationToken),
        _ when type == typeof(uint) => Convert<uint, TOut>(column, value => convert(value), cancellationToken),
        _ when type == typeof(ulong) => Convert<ulong, TOut>(column, value => convert(value > long.MaxValue ? long.MinValue : (long)value), cancellationToken),
        _ when type == typeof(double) => Convert<double, TOut>(column, value => convert(Whole(value)), cancellationToken),
        _ when type == typeof(float) => Convert<float, TOut>(column, value => convert(Whole(value)), cancellationToken),
        _ when type == typeof(decimal) => Convert<decimal, TOut>(column, value => convert(Whole((double)value)), cancellationToken),
        _ when type == typeof(bool) => Convert<bool, TOut>(column, value => convert(value ? 1 : 0), cancellationToken),
        _ when type == typeof(DateTime) => Convert<DateTime, TOut>(column, value => convert((value - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond), cancellationToken),
        _ when type == typeof(ReadOnlyMemory<char>) => Convert<ReadOnlyMemory<char>, TOut>(column, value => convert(ParseInteger(value)), cancellationToken),
        _ => throw Unreadable(type),
    };

    private InvalidDataException Unreadable(Type type) => new($"Column '{path.Field.Path}' holds values of type {type.Name}, which cannot be read as what is wanted here.");

    private static long Whole(double value) => double.IsInteger(value) && Math.Abs(value) < 9e18 ? (long)value : long.MinValue;

    private static double ParseNumber(ReadOnlyMemory<char> text) =>
        double.TryParse(text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    private static long ParseInteger(ReadOnlyMemory<char> text) =>
        long.TryParse(text.Span, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : long.MinValue;

    private async ValueTask<int> Straight<T>(ValueColumn<T> column, CancellationToken cancellationToken)
        where T : struct
    {
        var before = column.Count;
        await Raw(column.Extend(_slots), cancellationToken).ConfigureAwait(false);
        var present = Present();
        column.Truncate(before + present);
        return present;
    }

    private async ValueTask<int> Convert<TIn, TOut>(ValueColumn<TOut> column, Func<TIn, TOut> convert, CancellationToken cancellationToken)
        where TIn : struct
    {
        var buffer = ArrayPool<TIn>.Shared.Rent(_slots);
        try
        {
            await Raw(buffer.AsMemory(0, _slots), cancellationToken).ConfigureAwait(false);
            var present = Present();
            var to = column.Extend(present).Span;
            for (var i = 0; i < present; i++)
            {
                to[i] = convert(buffer[i]);
            }

            return present;
        }
        finally
        {
            ArrayPool<TIn>.Shared.Return(buffer, clearArray: typeof(TIn) == typeof(ReadOnlyMemory<char>));
        }
    }

    private ValueTask<int> Texts(ValueColumn<string> column, CancellationToken cancellationToken)
    {
        var pool = new TextPool();
        return Convert<ReadOnlyMemory<char>, string>(column, pool.TextOf, cancellationToken);
    }

    private ValueTask Raw<T>(Memory<T> values, CancellationToken cancellationToken)
        where T : struct =>
        group.ReadRawAsync(
            path.Field,
            values,
            _definition is null ? (Memory<int>?)null : _definition.AsMemory(0, _slots),
            _repetition is null ? (Memory<int>?)null : _repetition.AsMemory(0, _slots),
            cancellationToken);

    private int Present() => _definition is null ? _slots : Definition.Count(path.Field.MaxDefinitionLevel);
}
