namespace ReAgent.Learning.Networks.Fused;

/// <summary>Work in pieces that do not depend on each other.</summary>
internal interface ICrewWork
{
    /// <summary>Does one piece. Called once for each, by any thread.</summary>
    void Do(int piece);
}
