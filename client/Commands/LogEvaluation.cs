using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ReAgent.Client.Inspection;
using ReAgent.Client.Views;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Inspection;
using ReAgent.Data.Logs;
using ReAgent.Evaluation;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Selection;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Publication;
using ReAgent.Learning;
using ReAgent.Learning.Policies;

namespace ReAgent.Client.Commands;

/// <summary><c>reagent evaluate --policy artifact --data log</c>: evaluates a policy on a log, without an experiment; several are compared.</summary>
internal sealed class LogEvaluation(ClientServices services)
{
    private readonly LogEvaluationOptions _options = new();

    /// <inheritdoc cref="LogEvaluationOptions.AddTo"/>
    public void AddTo(Command command, Argument<string> config) => _options.AddTo(command, config);

    /// <inheritdoc cref="LogEvaluationOptions.IsAsked"/>
    public bool IsAsked(ParseResult parsed) => _options.IsAsked(parsed);

    /// <summary>Evaluates.</summary>
    /// <returns>The exit code: 3 when policy or log cannot be used.</returns>
    public async Task<int> Run(ParseResult parsed, string[] settings, ulong? seed, string? outFolder, bool json, bool quiet)
    {
        using var stop = services.StopSignal();
        var progress = new ProgressLine(quiet ? TextWriter.Null : services.Errors, services.Terminal() is not null, services.Time);
        try
        {
            var request = _options.Request(parsed);
            var (candidates, discount) = await Candidates(request, settings, progress, stop.Requested);
            var options = new EvaluationOptions
            {
                Gamma = request.Gamma ?? discount,
                Level = request.Confidence,
                Seed = seed ?? 1,
                MissingPropensities = request.Missing,
            };
            var folder = request.Output ?? outFolder;
            var title = $"{string.Join(", ", candidates.Select(candidate => candidate.Name))} on {string.Join(", ", request.Data)}";
            var said = Settings(request, settings, options);
            if (candidates is [var only])
            {
                var report = CounterfactualEvaluation.Evaluate(only.Page, options, (done, all) => progress.Show(_ => $"estimate  {done} of {all} estimates"), stop.Requested);
                progress.Clear();
                One(report, folder, title, said, options, json, quiet);
            }
            else
            {
                var truths = request.TrueValues is { } file ? TrueValues.Read(file) : null;
                var selection = Select(candidates, options, stop.Requested).WithTruth(truths);
                progress.Clear();
                Several(selection, folder, title, said, json, quiet);
            }

            return ExitCode.Success;
        }
        catch (ConfigException exception)
        {
            exception.Problems.ToList().ForEach(problem => services.Errors.WriteLine(problem));
            return ExitCode.BadUsage;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or NotSupportedException)
        {
            services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.BadUsage;
        }
        catch (OperationCanceledException) when (stop.Requested.IsCancellationRequested)
        {
            services.Errors.WriteLine("stopped; nothing was written");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidEvaluationPageException or LogLayoutException or DamagedLogException)
        {
            services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.BelowBar;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private void One(CpeReport report, string? folder, string title, string settings, EvaluationOptions options, bool json, bool quiet)
    {
        if (folder is not null)
        {
            EvaluationOutput.Write(folder, report, title, settings, options.Level);
        }

        Say(CpeReportJson.Write(report), EvaluationText.Lines(report), json, quiet);
    }

    private void Several(PolicySelection selection, string? folder, string title, string settings, bool json, bool quiet)
    {
        if (folder is not null)
        {
            EvaluationOutput.Write(folder, selection, title, settings);
        }

        Say(PolicySelectionJson.Write(selection), SelectionLines.Of(selection), json, quiet);
    }

    private static PolicySelection Select(Candidate[] candidates, EvaluationOptions options, CancellationToken cancellation)
    {
        try
        {
            return PolicySelection.Of(candidates, options, cancellation);
        }
        catch (ArgumentException exception)
        {
            // Policies that read the log differently, because training held out other episodes, for example.
            throw new InvalidDataException(exception.Message.Split(" (Parameter")[0], exception);
        }
    }

    private void Say(byte[] asJson, IEnumerable<string> lines, bool json, bool quiet)
    {
        if (json)
        {
            services.Output.Write(Encoding.UTF8.GetString(asJson));
        }
        else if (!quiet)
        {
            lines.ToList().ForEach(services.Output.WriteLine);
        }
    }

    private static async Task<(Candidate[] Candidates, double Discount)> Candidates(
        LogEvaluationRequest request, string[] settings, ProgressLine progress, CancellationToken cancellationToken)
    {
        void Read(string name, long rows) => progress.Show(elapsed => FormattableString.Invariant($"read  {name}: {rows:N0} rows, {ProgressText.Number(rows / elapsed.TotalSeconds)}/s"));
        var config = new ConfigBinder(new ConfigCatalog(typeof(LogInspector).Assembly)).Bind<InspectionConfig>(SettingsText.Read(settings)).Require();
        var candidates = new List<Candidate>();
        var discounts = new List<(string Policy, double Discount)>();
        foreach (var column in request.Columns)
        {
            candidates.Add(new(column, await LoggedPages.OfColumn(request.Data, config.Log, config.Timeline, column, rows => Read(column, rows), cancellationToken)));
        }

        Compute.UseThreads(1);
        foreach (var folder in request.Policies)
        {
            using var artifact = PolicyArtifact.Load(folder, Compute.Device("cpu"));
            discounts.Add((folder, artifact.Manifest.Discount));
            var options = new LoggedPageOptions
            {
                WithStateFeatures = request.Missing == MissingPropensities.Estimate,
                HeldOutOnly = request.HeldOutOnly,
                ActionNoise = request.ActionNoise ?? LoggedPageOptions.DefaultActionNoise,
            };
            candidates.Add(new(folder, await LoggedPages.OfPolicy(request.Data, config.Log, config.Timeline, artifact, options, rows => Read(folder, rows), cancellationToken)));
        }

        if (request.Gamma is null && discounts.DistinctBy(policy => policy.Discount).Count() > 1)
        {
            var differing = string.Join(", ", discounts.Select(policy => $"{policy.Policy}: {policy.Discount.ToString(CultureInfo.InvariantCulture)}"));
            throw new InvalidDataException($"The policies were trained with different discounts ({differing}). Say with --gamma by which one they are to be compared.");
        }

        return ([.. candidates], discounts.Count > 0 ? discounts[0].Discount : 1);
    }

    private static string Settings(LogEvaluationRequest request, string[] settings, EvaluationOptions options) => JsonSerializer.Serialize(new
    {
        policies = request.Policies,
        target_propensity_columns = request.Columns,
        data = request.Data,
        set = settings,
        held_out = request.HeldOutOnly,
        action_noise = request.ActionNoise,
        gamma = options.Gamma,
        confidence = options.Level,
        missing_propensities = options.MissingPropensities == MissingPropensities.Estimate ? "estimate" : "refuse",
        seed = options.Seed,
    });
}
