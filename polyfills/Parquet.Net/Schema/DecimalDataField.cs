using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>A <see cref="decimal"/> column: integers of up to <see cref="Precision"/> digits, of which <see cref="Scale"/> follow the point.</summary>
public class DecimalDataField : DataField
{
    public DecimalDataField(
        string name,
        int precision,
        int scale = 0,
        bool forceByteArrayEncoding = false,
        bool? isNullable = null,
        bool? isArray = null,
        string? propertyName = null)
        : base(name, typeof(decimal), isNullable, isArray, propertyName)
    {
        if (precision is < 1 or > 38)
        {
            throw new ArgumentException($"Field '{name}': precision {precision} is outside 1 to 38", nameof(precision));
        }

        if (scale < 0 || scale > precision)
        {
            throw new ArgumentException($"Field '{name}': scale {scale} is outside 0 to the precision {precision}", nameof(scale));
        }

        Precision = precision;
        Scale = scale;
        ForceByteArrayEncoding = forceByteArrayEncoding;
    }

    internal DecimalDataField(string name, FieldRepetitionType repetition, SchemaElement stored)
        : base(name, typeof(decimal), repetition, stored)
    {
        Precision = stored.Precision ?? 0;
        Scale = stored.Scale ?? 0;
    }

    public int Precision { get; }

    public int Scale { get; }

    public bool ForceByteArrayEncoding { get; }

    private protected override void Annotate(SchemaElement element) => LeafAnnotation.Decimal(element, Precision, Scale, ForceByteArrayEncoding);
}
