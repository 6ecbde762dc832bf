using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.OpenGridworld;

/// <summary>
/// An empty room of 3×3 cells within walls. Turn left (action 0), turn right (1) or step forward (2); the other four actions of the grid's
/// world (pick up 3, drop 4, toggle 5, done 6) find nothing to act on. The walk starts in the upper left, facing right, and terminates in the
/// lower right; arriving there in step t of at most T pays 1 − 0.9 t/T, every other step 0.
/// </summary>
/// <remarks>
/// MiniGrid's Empty-5x5 (Chevalier-Boisvert, Willems and Pal, 2018), observed as ReAgent does: a one-hot vector of column, row and direction.
/// T is 4 · 5² steps whatever shorter limit is played, so that a given walk always pays the same.
/// </remarks>
[Environment("MiniGrid-Empty-5x5-v0", timeLimit: Patience)]
public sealed class OpenGridworldEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, Quantities, new DiscreteActions(["0", "1", "2", "3", "4", "5", "6"]), timeLimit))
{
    private const int Size = 5;
    private const int Patience = 4 * Size * Size;
    private const int Goal = Size - 2;
    private const int TurnLeft = 0;
    private const int TurnRight = 1;
    private const int StepForward = 2;

    private static readonly (string Name, int X, int Y)[] Directions = [("right", 1, 0), ("down", 0, 1), ("left", -1, 0), ("up", 0, -1)];

    private static readonly ObservedQuantity[] Quantities =
    [
        .. from column in Enumerable.Range(0, Size)
           from row in Enumerable.Range(0, Size)
           from direction in Directions
           select new ObservedQuantity($"at_column_{column}_row_{row}_facing_{direction.Name}", 0, 1),
    ];

    private int _column, _row, _direction, _steps;

    protected override void Begin(Span<double> observation)
    {
        (_column, _row, _direction, _steps) = (1, 1, 0, 0);
        Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        _steps++;
        switch (action.Index)
        {
            case TurnLeft:
                _direction = (_direction + 3) % 4;
                break;
            case TurnRight:
                _direction = (_direction + 1) % 4;
                break;
            case StepForward:
                _column = Math.Clamp(_column + Directions[_direction].X, 1, Size - 2);
                _row = Math.Clamp(_row + Directions[_direction].Y, 1, Size - 2);
                break;
        }

        Observe(next);
        var arrived = _column == Goal && _row == Goal;
        return (arrived ? 1 - (0.9 * _steps / Patience) : 0, arrived);
    }

    private void Observe(Span<double> observation)
    {
        observation.Clear();
        observation[(((_column * Size) + _row) * Directions.Length) + _direction] = 1;
    }
}
