namespace ReAgent.Data.Expressions.Vectors;

/// <summary>Blocks for reuse, so that evaluating allocates nothing after its first chunk. For one evaluation at a time.</summary>
internal sealed class BlockPool
{
    private readonly Stack<Block<double>> _numbers = new();
    private readonly Stack<Block<bool>> _conditions = new();
    private readonly Stack<Block<string>> _texts = new();

    /// <summary>A block without nulls whose values mean nothing yet.</summary>
    public Block<T> Rent<T>()
    {
        if (!Idle<T>().TryPop(out var block))
        {
            return new Block<T>();
        }

        block.HasNulls = false;
        return block;
    }

    public void Return<T>(Block<T> block) => Idle<T>().Push(block);

    private Stack<Block<T>> Idle<T>() => (Stack<Block<T>>)(object)(typeof(T) == typeof(double) ? _numbers : typeof(T) == typeof(bool) ? _conditions : _texts);
}
