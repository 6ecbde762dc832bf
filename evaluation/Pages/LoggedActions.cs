namespace ReAgent.Evaluation.Pages;

/// <summary>Which action was logged in each row.</summary>
public static class LoggedActions
{
    /// <summary>The index of a logged action that is not among the page's actions: the target policy's probability of it is 0.</summary>
    public const int NotAmongThem = -1;

    /// <summary>
    /// Indices from a mask [N, A] that is 1 at the logged action and 0 elsewhere; a row of zeros gives <see cref="NotAmongThem"/>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The mask does not fill whole rows, holds other values than 0 and 1, or marks two actions in a row.
    /// </exception>
    public static int[] FromMask(ReadOnlySpan<double> mask, int actionCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actionCount);
        if (mask.Length % actionCount != 0)
        {
            throw new ArgumentException(
                $"An action mask of {mask.Length} values does not fill rows of {actionCount} actions.", nameof(mask));
        }

        var indices = new int[mask.Length / actionCount];
        for (var row = 0; row < indices.Length; row++)
        {
            indices[row] = OfRow(mask.Slice(row * actionCount, actionCount), row);
        }

        return indices;
    }

    private static int OfRow(ReadOnlySpan<double> mask, int row)
    {
        var index = NotAmongThem;
        for (var action = 0; action < mask.Length; action++)
        {
            if (mask[action] == 0)
            {
                continue;
            }

            if (mask[action] != 1)
            {
                throw new ArgumentException(
                    $"Row {row} of the action mask holds {mask[action]} for action {action}; only 0 and 1 are allowed.", nameof(mask));
            }

            if (index != NotAmongThem)
            {
                throw new ArgumentException(
                    $"Row {row} of the action mask marks actions {index} and {action}; only one action was logged.", nameof(mask));
            }

            index = action;
        }

        return index;
    }
}
