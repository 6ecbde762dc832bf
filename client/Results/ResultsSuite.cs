using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ReAgent.Client.Results;

/// <summary>What a page of results shows: experiment files in groups, and what there is to say of them.</summary>
internal sealed record ResultsSuite
{
    [Description("Title of the page.")]
    public required string Title { get; init; }

    [Description("What stands below the title, as Markdown. Default: nothing.")]
    public string About { get; init; } = "";

    [Description("Policies on the way to the last that are played too, for the best score. Default: 10.")]
    [Range(0, 1000)]
    public int PolicySnapshots { get; init; } = 10;

    [Description("Groups of experiment files, each with a table.")]
    public required ImmutableArray<ResultsGroup> Groups { get; init; }

    [Description("What stands at the end, as Markdown. Default: nothing.")]
    public string Closing { get; init; } = "";
}

/// <summary>Experiment files that share a table.</summary>
internal sealed record ResultsGroup
{
    [Description("Heading of the group.")]
    public required string Title { get; init; }

    [Description("What stands below the heading, as Markdown. Default: nothing.")]
    public string About { get; init; } = "";

    [Description("The experiment files.")]
    public required ImmutableArray<ResultsEntry> Experiments { get; init; }

    [Description("What stands below the table, as Markdown. Default: nothing.")]
    public string Remarks { get; init; } = "";
}

/// <summary>An experiment file and what is asked of it.</summary>
internal sealed record ResultsEntry
{
    [Description("Path of the experiment file, relative to the working folder.")]
    public required string File { get; init; }

    [Description("The mean return that the median of the seeds should reach, beyond the file's own passing_score_bar. Default: none.")]
    public double? Goal { get; init; }
}
