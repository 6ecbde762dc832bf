using System.CommandLine;

namespace ReAgent.Client.Commands;

/// <summary><c>reagent init [path]</c>: writes an experiment file to start from.</summary>
internal static class InitCommand
{
    private const string DefaultPath = "experiment.yaml";
    private const string Header =
        """
        # An experiment: 'reagent run' carries it out. Keys that are left out have the values shown here.
        # Editors complete and check the keys after: reagent schema > reagent.schema.json
        # To try several values, list them: lr: {grid: [0.01, 0.001]}; and seeds: [1, 2, 3] in place of seed.
        # yaml-language-server: $schema=reagent.schema.json


        """;

    public static Command Build(ClientServices services)
    {
        var path = new Argument<string>("path")
        {
            Description = "The file to write; '-' for standard output.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => DefaultPath,
        };
        var force = new Option<bool>("--force") { Description = "Replace the file when it is there already." };
        var command = new Command("init", "Writes an experiment file to start from, with every key explained.") { path, force };
        command.SetAction(parsed => Write(parsed.GetValue(path)!, parsed.GetValue(force), services));
        return command;
    }

    private static int Write(string path, bool force, ClientServices services)
    {
        var yaml = Header + services.Format().Sample();
        if (path == "-")
        {
            services.Output.Write(yaml);
            return ExitCode.Success;
        }

        try
        {
            using var file = new StreamWriter(path, new FileStreamOptions { Mode = force ? FileMode.Create : FileMode.CreateNew, Access = FileAccess.Write });
            file.Write(yaml);
        }
        catch (IOException) when (!force && File.Exists(path))
        {
            services.Errors.WriteLine($"{path}: the file is there already; choose another name, or --force to replace it.");
            return ExitCode.BadUsage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            services.Errors.WriteLine($"{path}: the file cannot be written: {exception.Message}");
            return ExitCode.BadUsage;
        }

        services.Output.WriteLine($"Wrote {path}. Next: reagent run {path}");
        return ExitCode.Success;
    }
}
