namespace ReAgent.Data.Expressions.Vectors;

/// <summary>A checked piece of an expression: <see cref="Node{T}"/> of double, bool or string, or <see cref="NullNode"/>.</summary>
internal abstract class Node;

/// <summary>The word NULL, which fits every type.</summary>
internal sealed class NullNode : Node;

/// <summary>Gives a value for each row of a chunk. Nodes hold no state: one expression may be evaluated by several threads.</summary>
internal abstract class Node<T> : Node
{
    /// <summary>A rented block, which now belongs to the caller.</summary>
    public abstract Block<T> Evaluate(in Chunk chunk);
}
