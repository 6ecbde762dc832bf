using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>A <see cref="DateTime"/> column in a chosen format.</summary>
public class DateTimeDataField : DataField
{
    public DateTimeDataField(
        string name,
        DateTimeFormat format,
        bool isAdjustedToUTC = true,
        DateTimeTimeUnit? unit = null,
        bool? isNullable = null,
        bool? isArray = null,
        string? propertyName = null)
        : base(name, typeof(DateTime), isNullable, isArray, propertyName)
    {
        DateTimeFormat = format;
        IsAdjustedToUTC = isAdjustedToUTC;
        Unit = format switch
        {
            DateTimeFormat.DateAndTime => DateTimeTimeUnit.Millis,
            DateTimeFormat.DateAndTimeMicros => DateTimeTimeUnit.Micros,
            _ => unit ?? DateTimeTimeUnit.Millis,
        };
    }

    internal DateTimeDataField(string name, DateTimeFormat format, bool isAdjustedToUTC, DateTimeTimeUnit unit, FieldRepetitionType repetition, SchemaElement stored)
        : base(name, typeof(DateTime), repetition, stored)
    {
        DateTimeFormat = format;
        IsAdjustedToUTC = isAdjustedToUTC;
        Unit = unit;
    }

    public DateTimeFormat DateTimeFormat { get; }

    public bool IsAdjustedToUTC { get; }

    public DateTimeTimeUnit Unit { get; }

    private protected override void Annotate(SchemaElement element)
    {
        switch (DateTimeFormat)
        {
            case DateTimeFormat.Impala:
                LeafAnnotation.Apply(ClrType, element);
                break;
            case DateTimeFormat.Date:
                LeafAnnotation.Date(element);
                break;
            default:
                LeafAnnotation.Timestamp(element, Unit, IsAdjustedToUTC, isConverted: DateTimeFormat != DateTimeFormat.Timestamp);
                break;
        }
    }
}
