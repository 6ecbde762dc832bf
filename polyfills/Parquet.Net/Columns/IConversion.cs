namespace Parquet.Columns;

/// <summary>Between a CLR value and the value that is stored for it. A struct, so that calls are inlined into the loops over a page.</summary>
internal interface IConversion<T, TStored>
    where TStored : unmanaged
{
    TStored Store(T value);

    T Load(TStored stored);
}
