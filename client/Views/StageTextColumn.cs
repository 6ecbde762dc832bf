using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ReAgent.Client.Views;

/// <summary>Beside a stage's bar: how much, how fast, how long still, and the latest readings.</summary>
internal sealed class StageTextColumn : ProgressColumn
{
    // Written when there is news, read when the terminal is redrawn.
    private readonly ConcurrentDictionary<int, string> _texts = [];

    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <summary>Sets the text beside a bar.</summary>
    public void Say(ProgressTask task, string text) => _texts[task.Id] = text;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(_texts.GetValueOrDefault(task.Id, "")).Overflow(Overflow.Ellipsis);
}
