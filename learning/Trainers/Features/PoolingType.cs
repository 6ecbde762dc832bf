namespace ReAgent.Learning.Trainers.Features;

/// <summary>How the vectors of a bag's ids become one.</summary>
public enum PoolingType
{
    /// <summary>Their sum, weighted by scores where there are any, over the number of ids that have a vector.</summary>
    Mean,

    /// <summary>Their sum, weighted by scores where there are any.</summary>
    Sum,
}
