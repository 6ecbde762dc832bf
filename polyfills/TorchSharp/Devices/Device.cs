using System;
using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A device: its type, and which one of that type (-1: the current one).</summary>
    public class Device : IEquatable<Device>
    {
        public Device(DeviceType type, int index = -1)
        {
            this.type = type;
            this.index = index;
        }

        public Device(string type, int index = -1)
        {
            (this.type, int named) = Parse(type);
            this.index = named >= 0 ? named : index;
        }

        /// <summary>A CUDA device by its number.</summary>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public bool Equals(Device? other) => other is not null && type == other.type && index == other.index;

        public override bool Equals(object? obj) => Equals(obj as Device);

        public override int GetHashCode() => HashCode.Combine(type, index);

        public override string ToString() =>
            index < 0 || type == DeviceType.CPU ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        private static (DeviceType Type, int Index) Parse(string description)
        {
            string[] parts = description.Split(':');
            int index = -1;
            if (parts.Length is 1 or 2 &&
                Enum.TryParse(parts[0].ToUpperInvariant(), out DeviceType type) && parts[0].Length > 0 && char.IsAsciiLetter(parts[0][0]) &&
                (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index)))
            {
                return (type, index);
            }
            throw new ArgumentException(
                $"'{description}' names no device. Allowed: cpu, cuda, mps, meta, or one of these with a number, as in cuda:0.");
        }
    }

    public static Device CPU { get; } = new(DeviceType.CPU, -1);

    public static Device CUDA { get; } = new(DeviceType.CUDA, 0);

    public static Device META { get; } = new(DeviceType.META, -1);

    public static Device device(string description) => new(description);

    public static Device device(string description, int index) => new(description, index);

    public static Device device(DeviceType type, int index = -1) => new(type, index);

    public static Device device(int index) => new(index);
}
