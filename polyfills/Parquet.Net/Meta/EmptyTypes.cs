namespace Parquet.Meta;

/// <summary>Thousandths of a second.</summary>
public class MilliSeconds;

/// <summary>Millionths of a second.</summary>
public class MicroSeconds;

/// <summary>Billionths of a second.</summary>
public class NanoSeconds;

/// <summary>UTF-8 text.</summary>
public class StringType;

/// <summary>Key-value pairs.</summary>
public class MapType;

/// <summary>A list.</summary>
public class ListType;

/// <summary>A name out of a set.</summary>
public class EnumType;

/// <summary>Days since 1970-01-01.</summary>
public class DateType;

/// <summary>Always null.</summary>
public class NullType;

/// <summary>JSON text.</summary>
public class JsonType;

/// <summary>BSON bytes.</summary>
public class BsonType;

/// <summary>16 bytes, big endian.</summary>
public class UUIDType;

/// <summary>Half-precision float, two bytes.</summary>
public class Float16Type;

/// <summary>Bounds are ordered as the column's type says.</summary>
public class TypeDefinedOrder;
