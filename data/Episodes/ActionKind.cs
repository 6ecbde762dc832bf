namespace ReAgent.Data.Episodes;

/// <summary>What a logged action is; found from the type of the <c>action</c> column.</summary>
public enum ActionKind
{
    /// <summary>One of a fixed set of names (a text column).</summary>
    Discrete,

    /// <summary>A vector given by feature id (a map column): continuous control or actions described by features.</summary>
    Parametric,

    /// <summary>An order of items (a list column of whole numbers): a slate.</summary>
    Ranking,
}
