namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What becomes of the losses of single elements; the values are libtorch's own.</summary>
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }
    }
}
