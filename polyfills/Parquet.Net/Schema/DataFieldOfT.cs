namespace Parquet.Schema;

/// <summary>A leaf whose type is known at compile time: <c>DataField&lt;int&gt;</c> is required, <c>DataField&lt;int?&gt;</c> optional.</summary>
public class DataField<T> : DataField
{
    public DataField(string name, bool? nullable = null)
        : base(name, typeof(T), nullable)
    {
    }
}
