namespace ReAgent.Evaluation.Pages;

/// <summary>
/// Evaluation pages as files. The bytes are a function of the page alone: little-endian, versioned, and closed by a checksum, so that
/// parts written by evaluation shards can be read anywhere and put together with <see cref="EvaluationPage.Concatenate"/>.
/// </summary>
/// <remarks>
/// Layout: the 8 bytes <c>RGNTPAGE</c>; version (int32, 1); N, E, A (int32); number of outcomes (int32); flags (int32: 1 mask of
/// possible actions, 2 policy scores, 4 logging propensities, 8 states, 16 state features); action names; episode ids; E + 1 offsets (int32); sequence
/// numbers (int64); logged actions (int32); logged propensities (float64); target propensities (float64); the mask (a byte per cell);
/// policy scores (float64); logging propensities (float64); states (strings);
/// F (int32) and state features (float64); for the reward and then each metric: name, flags (int32:
/// 1 model values, 2 no model), logged values, model rewards, model rewards of the logged action, model values (float64); last, the
/// SHA-256 of all bytes before it. A string is its length in UTF-8 bytes (int32) and these bytes.
/// </remarks>
public static class EvaluationPageFile
{
    internal const int Version = 1;
    internal const int HasMask = 1;
    internal const int HasScores = 2;
    internal const int HasLogging = 4;
    internal const int HasStates = 8;
    internal const int HasStateFeatures = 16;
    internal const int HasValues = 1;
    internal const int HasNoModel = 2;
    internal static ReadOnlySpan<byte> Magic => "RGNTPAGE"u8;

    /// <summary>Writes a page to a new or emptied file.</summary>
    public static void Write(string path, EvaluationPage page)
    {
        using var stream = File.Create(path);
        Write(stream, page);
    }

    /// <summary>Writes a page at the stream's position.</summary>
    public static void Write(Stream stream, EvaluationPage page)
    {
        using var writer = new PageWriter(stream);
        var rows = page.Rows;
        writer.Bytes(Magic);
        writer.Int32(Version);
        writer.Int32(page.Steps);
        writer.Int32(page.Episodes);
        writer.Int32(page.ActionCount);
        writer.Int32(1 + page.Metrics.Count);
        writer.Int32(
            (rows.PossibleActions is null ? 0 : HasMask)
            | (rows.PolicyScores is null ? 0 : HasScores)
            | (rows.LoggingPropensities is null ? 0 : HasLogging)
            | (rows.States is null ? 0 : HasStates)
            | (rows.StateFeatures is null ? 0 : HasStateFeatures));
        foreach (var text in page.ActionNames.Concat(page.EpisodeIds))
        {
            writer.String(text);
        }

        writer.Int32s(page.EpisodeOffsets);
        writer.Int64s(rows.SequenceNumbers);
        writer.Int32s(rows.LoggedActions);
        writer.Doubles(rows.LoggedPropensities);
        writer.Doubles(rows.TargetPropensities);
        writer.Booleans(rows.PossibleActions ?? []);
        writer.Doubles(rows.PolicyScores ?? []);
        writer.Doubles(rows.LoggingPropensities ?? []);
        foreach (var state in rows.States ?? [])
        {
            writer.String(state);
        }

        if (rows.StateFeatures is { } features)
        {
            writer.Int32(page.StateWidth);
            writer.Doubles(features);
        }

        foreach (var outcome in page.Metrics.Prepend(page.Reward))
        {
            writer.String(outcome.Name);
            writer.Int32((outcome.ModelValues is null ? 0 : HasValues) | (outcome.HasModel ? 0 : HasNoModel));
            writer.Doubles(outcome.Logged);
            writer.Doubles(outcome.ModelRewards);
            writer.Doubles(outcome.ModelRewardsForLoggedAction);
            writer.Doubles(outcome.ModelValues ?? []);
        }

        writer.Checksum();
    }

    /// <summary>Reads a page from a file.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is not an evaluation page of this version, is cut short, or fails its checksum.
    /// </exception>
    /// <exception cref="InvalidEvaluationPageException">The rows in the file do not make a page.</exception>
    public static EvaluationPage Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"{path}: {problem.Message}", problem);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static EvaluationPage Read(Stream stream)
    {
        using var reader = new PageReader(stream);
        reader.Expect(Magic);
        if (reader.Int32() is var version and not Version)
        {
            throw new InvalidDataException($"The evaluation page has version {version}; this program reads version {Version}.");
        }

        int steps = reader.Count(), episodes = reader.Count(), actions = reader.Count(), outcomes = reader.Count(), flags = reader.Int32();
        var actionNames = reader.Strings(actions);
        var episodeIds = reader.Strings(episodes);
        var offsets = reader.Int32s(episodes + 1);
        var rows = new EvaluationColumns
        {
            ActionNames = actionNames,
            EpisodeIds = EpisodeOfRow(episodeIds, offsets, steps),
            SequenceNumbers = reader.Int64s(steps),
            LoggedActions = reader.Int32s(steps),
            LoggedPropensities = reader.Doubles(steps),
            TargetPropensities = reader.Doubles((long)steps * actions),
            PossibleActions = (flags & HasMask) == 0 ? null : reader.Booleans((long)steps * actions),
            PolicyScores = (flags & HasScores) == 0 ? null : reader.Doubles((long)steps * actions),
            LoggingPropensities = (flags & HasLogging) == 0 ? null : reader.Doubles((long)steps * actions),
            States = (flags & HasStates) == 0 ? null : reader.Strings(steps),
            StateFeatures = (flags & HasStateFeatures) == 0 ? null : reader.Doubles((long)reader.Count() * steps),
            Reward = ReadOutcome(reader, steps, actions),
            Metrics = [.. Enumerable.Range(1, Math.Max(outcomes - 1, 0)).Select(_ => ReadOutcome(reader, steps, actions))],
        };
        reader.Checksum();
        return EvaluationPage.From(rows);
    }

    private static OutcomeColumns ReadOutcome(PageReader reader, int steps, int actions)
    {
        var name = reader.String();
        var flags = reader.Int32();
        return new OutcomeColumns
        {
            Name = name,
            HasModel = (flags & HasNoModel) == 0,
            Logged = reader.Doubles(steps),
            ModelRewards = reader.Doubles((long)steps * actions),
            ModelRewardsForLoggedAction = reader.Doubles(steps),
            ModelValues = (flags & HasValues) != 0 ? reader.Doubles((long)steps * actions) : null,
        };
    }

    private static string[] EpisodeOfRow(string[] episodeIds, int[] offsets, int steps)
    {
        if (offsets[0] != 0 || offsets[^1] != steps || offsets.Zip(offsets.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new InvalidDataException("The evaluation page's episode offsets do not rise from 0 to its number of steps.");
        }

        return [.. episodeIds.SelectMany((id, episode) => Enumerable.Repeat(id, offsets[episode + 1] - offsets[episode]))];
    }
}
