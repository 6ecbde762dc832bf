using System.Collections;
using System.Reflection;

namespace ParquetPolyfill.Tests.Robustness;

/// <summary>Changes one fact somewhere below a Thrift object: numbers, enumerations, flags, bytes and the lengths of lists.</summary>
internal static class ThriftLies
{
    private static readonly long[] Numbers =
        [0, 1, -1, 2, 3, 7, 8, 16, 127, 255, 1 << 15, 1 << 20, (1 << 20) + 1, 1 << 28, int.MaxValue, int.MinValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue];

    public static void Tell(object root, Random random)
    {
        var facts = new List<(object Owner, PropertyInfo Property)>();
        Collect(root, facts);
        (object owner, PropertyInfo property) = facts[random.Next(facts.Count)];
        object? value = property.GetValue(owner);
        if (value is IList list and not Array)
        {
            Shuffle(list, random);
        }
        else
        {
            property.SetValue(owner, Other(property.PropertyType, value, random));
        }
    }

    private static void Collect(object owner, List<(object Owner, PropertyInfo Property)> facts)
    {
        foreach (PropertyInfo property in owner.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            object? value = property.GetValue(owner);
            if (value is IList list and not Array)
            {
                facts.Add((owner, property));
                foreach (object? item in list)
                {
                    if (item is not null and not string && !item.GetType().IsEnum)
                    {
                        Collect(item, facts);
                    }
                }
            }
            else if (IsFact(property.PropertyType))
            {
                facts.Add((owner, property));
            }
            else if (value is not null)
            {
                Collect(value, facts);
            }
        }
    }

    private static bool IsFact(Type type) => type == typeof(string) || type == typeof(byte[]) || type.IsValueType;

    private static object? Other(Type type, object? value, Random random)
    {
        Type known = Nullable.GetUnderlyingType(type) ?? type;
        if (known != type && value is not null && random.Next(4) == 0)
        {
            return null;
        }

        if (known.IsEnum)
        {
            return Enum.ToObject(known, random.Next(-1, 24));
        }

        if (known == typeof(bool))
        {
            return value is not true;
        }

        if (known == typeof(string))
        {
            return random.Next(3) switch { 0 => "", 1 => "other", _ => new string('x', 300) };
        }

        if (known == typeof(byte[]))
        {
            byte[] bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            return bytes;
        }

        long now = value is null ? 0 : Convert.ToInt64(value, null);
        long number = random.Next(3) switch
        {
            0 => now + random.Next(-3, 4),
            1 => unchecked(now * random.Next(2, 5)),
            _ => Numbers[random.Next(Numbers.Length)],
        };
        return Type.GetTypeCode(known) switch
        {
            TypeCode.Int64 => number,
            TypeCode.Int32 => unchecked((int)number),
            TypeCode.Int16 => unchecked((short)number),
            _ => (object)unchecked((sbyte)number),
        };
    }

    private static void Shuffle(IList list, Random random)
    {
        if (list.Count == 0)
        {
            return;
        }

        int place = random.Next(list.Count);
        switch (random.Next(4))
        {
            case 0:
                list.RemoveAt(place);
                break;
            case 1:
                list.Insert(random.Next(list.Count + 1), list[place]);
                break;
            case 2:
                int other = random.Next(list.Count);
                (list[place], list[other]) = (list[other], list[place]);
                break;
            default:
                list.Clear();
                break;
        }
    }
}
