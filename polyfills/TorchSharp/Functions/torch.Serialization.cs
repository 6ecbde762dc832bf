using System.IO;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes one tensor in this library's own format.</summary>
    public static void save(Tensor t, string location) => t.Save(location);

    /// <summary>Reads a tensor that <see cref="save"/> wrote.</summary>
    public static Tensor load(string location) => Tensor.Load(location);

    public partial class Tensor
    {
        public static Tensor Load(BinaryReader reader) => TensorFormat.Read(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            using FileStream stream = File.OpenRead(location);
            return Load(stream);
        }
    }
}
