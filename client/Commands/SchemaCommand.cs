using System.CommandLine;

namespace ReAgent.Client.Commands;

/// <summary><c>reagent schema</c>: writes the JSON Schema of experiment files.</summary>
internal static class SchemaCommand
{
    public static Command Build(ClientServices services)
    {
        var command = new Command("schema", "Writes the JSON Schema of experiment files, for editors: reagent schema > reagent.schema.json");
        command.SetAction(_ =>
        {
            services.Output.WriteLine(services.Format().Schema());
            return ExitCode.Success;
        });
        return command;
    }
}
