using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using ReAgent.Data.Expressions.Binding;
using ReAgent.Data.Expressions.Syntax;
using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions;

/// <summary>
/// A checked expression over the columns of a row, such as the reward <c>POWER(reward, 3) + metrics['clicks']</c>: Spark SQL's operators, functions and
/// nulls. It is immutable, and threads may share it.
/// </summary>
/// <remarks>
/// Numbers, 'texts', TRUE, FALSE, NULL; columns as <c>reward</c>, <c>`odd name`</c> or <c>"odd name"</c>; entries of maps as <c>metrics['clicks']</c>,
/// <c>metrics.clicks</c> or <c>state_features[7]</c>, null where the key is missing. Operators, tightest first: signs; * / %; + -; = == &lt;&gt; != &lt; &lt;= &gt;
/// &gt;=, [NOT] BETWEEN … AND …, [NOT] IN (…), IS [NOT] NULL; NOT; AND; OR. CASE WHEN … THEN … ELSE … END, IF, COALESCE, NULLIF, and the functions of
/// numbers: POWER, POW, SQRT, EXP, LN, LOG, LOG10, LOG1P, ABS, SIGN, FLOOR, CEIL, ROUND, LEAST, GREATEST, CLAMP, TANH, SIGMOID. Keywords and functions are
/// read in any case. Null propagates; dividing by zero and the logarithm of what is not positive give null; NaN equals NaN and is the largest number.
/// </remarks>
public sealed class RowExpression
{
    private readonly SyntaxNode _syntax;
    private readonly Node _node;

    /// <summary>Blocks of the last evaluation, for the next one; whoever comes meanwhile makes its own.</summary>
    private BlockPool? _idle = new();

    private RowExpression(string text, ExpressionType type, SyntaxNode syntax, Node node)
    {
        Text = text;
        Type = type;
        _syntax = syntax;
        _node = node;
    }

    /// <summary>As the user wrote it.</summary>
    public string Text { get; }

    /// <summary><see cref="ExpressionType.Number"/> or <see cref="ExpressionType.Boolean"/>.</summary>
    public ExpressionType Type { get; }

    /// <summary>Reads and checks an expression; nothing is thrown, whatever the text.</summary>
    /// <param name="text">At most <see cref="ExpressionLimits.Length"/> characters.</param>
    /// <param name="schema">The columns it may use.</param>
    /// <param name="wanted">What it must give: <see cref="ExpressionType.Number"/> or <see cref="ExpressionType.Boolean"/>.</param>
    /// <param name="expression">Null when there are problems.</param>
    /// <param name="problems">Every problem, in the order of the text.</param>
    public static bool TryParse(
        string text,
        ExpressionSchema schema,
        ExpressionType wanted,
        [NotNullWhen(true)] out RowExpression? expression,
        out IReadOnlyList<ExpressionProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        if (wanted is not (ExpressionType.Number or ExpressionType.Boolean))
        {
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "An expression of rows gives numbers or conditions.");
        }

        var found = new ProblemList();
        var pieces = Parser.Read(text, found);
        var node = Binder.BindRow(pieces, schema, wanted, found);
        problems = found.Sorted();
        expression = node is null
            ? null
            : new RowExpression(text, wanted, pieces[0], wanted == ExpressionType.Number ? Typing.As<double>(node) : Typing.As<bool>(node));
        return expression is not null;
    }

    /// <summary>Reads and checks an expression.</summary>
    /// <exception cref="ExpressionException">The text has problems; it holds all of them.</exception>
    public static RowExpression Parse(string text, ExpressionSchema schema, ExpressionType wanted = ExpressionType.Number) =>
        TryParse(text, schema, wanted, out var expression, out var problems) ? expression : throw new ExpressionException(text, problems);

    /// <summary>Computes a number for each row.</summary>
    /// <param name="columns">The table.</param>
    /// <param name="rows">Rows to compute.</param>
    /// <param name="values">Item i is the value of row i of <paramref name="rows"/>: 0 where it is null; NaN or infinite where the row has a problem.</param>
    /// <param name="nulls">Set to whether the value is null; may be left empty.</param>
    /// <exception cref="InvalidOperationException">The expression gives conditions.</exception>
    /// <exception cref="ArgumentException">A span does not have the length of the rows.</exception>
    public NumberCounts EvaluateNumbers(IRowColumns columns, RowSelection rows, Span<double> values, Span<bool> nulls = default)
    {
        var node = NodeOf<double>();
        CheckLengths(rows.Count, values.Length, nulls.Length);
        ArgumentNullException.ThrowIfNull(columns);
        var pool = Interlocked.Exchange(ref _idle, null) ?? new BlockPool();
        var (nullCount, notFinite) = (0, 0);
        for (var start = 0; start < rows.Count; start += Chunk.Size)
        {
            var count = Math.Min(Chunk.Size, rows.Count - start);
            var block = node.Evaluate(new Chunk(columns, rows.Slice(start, count), pool));
            var result = values.Slice(start, count);
            block.Values.AsSpan(0, count).CopyTo(result);
            for (var i = 0; block.HasNulls && i < count; i++)
            {
                if (block.Nulls[i])
                {
                    result[i] = 0;
                    nullCount++;
                }
            }

            MarkNulls(block, nulls, start, count);
            notFinite += NotFinite(result);
            pool.Return(block);
        }

        Volatile.Write(ref _idle, pool);
        return new NumberCounts(nullCount, notFinite);
    }

    /// <summary>Decides a condition for each row.</summary>
    /// <param name="columns">The table.</param>
    /// <param name="rows">Rows to decide.</param>
    /// <param name="isTrue">Item i says whether the condition is true in row i of <paramref name="rows"/>; false where it is null.</param>
    /// <param name="nulls">Set to whether the condition is null; may be left empty.</param>
    /// <returns>Number of rows in which it is true.</returns>
    /// <exception cref="InvalidOperationException">The expression gives numbers.</exception>
    /// <exception cref="ArgumentException">A span does not have the length of the rows.</exception>
    public int EvaluateConditions(IRowColumns columns, RowSelection rows, Span<bool> isTrue, Span<bool> nulls = default)
    {
        var node = NodeOf<bool>();
        CheckLengths(rows.Count, isTrue.Length, nulls.Length);
        ArgumentNullException.ThrowIfNull(columns);
        var pool = Interlocked.Exchange(ref _idle, null) ?? new BlockPool();
        var found = 0;
        for (var start = 0; start < rows.Count; start += Chunk.Size)
        {
            var count = Math.Min(Chunk.Size, rows.Count - start);
            var block = node.Evaluate(new Chunk(columns, rows.Slice(start, count), pool));
            for (var i = 0; i < count; i++)
            {
                var holds = block.Values[i] && !block.IsNull(i);
                isTrue[start + i] = holds;
                found += holds ? 1 : 0;
            }

            MarkNulls(block, nulls, start, count);
            pool.Return(block);
        }

        Volatile.Write(ref _idle, pool);
        return found;
    }

    /// <summary>The expression in one canonical spelling; parsed again, it gives the same expression.</summary>
    public override string ToString() => Printer.Print(_syntax);

    private Node<T> NodeOf<T>() =>
        _node as Node<T> ?? throw new InvalidOperationException($"'{Text}' gives {Typing.Describe(Type)} for each row; ask for that.");

    private static void MarkNulls<T>(Block<T> block, Span<bool> nulls, int start, int count)
    {
        if (nulls.IsEmpty)
        {
            return;
        }

        if (block.HasNulls)
        {
            block.Nulls.AsSpan(0, count).CopyTo(nulls[start..]);
        }
        else
        {
            nulls.Slice(start, count).Clear();
        }
    }

    private static int NotFinite(ReadOnlySpan<double> values)
    {
        // A sum of magnitudes is finite only when each is: one pass without branches tells of most chunks.
        if (double.IsFinite(TensorPrimitives.SumOfMagnitudes(values)))
        {
            return 0;
        }

        var count = 0;
        foreach (var value in values)
        {
            count += double.IsFinite(value) ? 0 : 1;
        }

        return count;
    }

    private static void CheckLengths(int rows, int values, int nulls)
    {
        if (values != rows || (nulls != rows && nulls != 0))
        {
            throw new ArgumentException($"{rows} rows need spans of {rows} items, not of {values} values and {nulls} null marks.");
        }
    }
}
