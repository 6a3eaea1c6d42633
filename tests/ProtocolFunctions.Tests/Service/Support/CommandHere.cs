using System.Text;
using Protocols.Local;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>
/// A command run to its end within the test process, by the program's own entry point: for tests of what a command does, many of which
/// would otherwise each wait for a process to start. That it runs as a process too is shown by those that use <see cref="LocalCommand"/>.
/// </summary>
internal static class CommandHere
{
    private static readonly AsyncLocal<Said?> listening = new();

    static CommandHere()
    {
        Console.SetOut(new Heard(Console.Out, said => said.Output));
        Console.SetError(new Heard(Console.Error, said => said.Errors));
    }

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var said = new Said(new StringWriter(), new StringWriter());
        listening.Value = said;
        var exitCode = await Task.Run(() => (int)typeof(ServeCommand).Assembly.EntryPoint!.Invoke(null, [arguments])!);
        return (exitCode, said.Output.ToString(), said.Errors.ToString());
    }

    private sealed record Said(StringWriter Output, StringWriter Errors);

    /// <summary>The console of all, of which each command hears itself alone.</summary>
    private sealed class Heard(TextWriter others, Func<Said, StringWriter> part) : TextWriter
    {
        public override Encoding Encoding => others.Encoding;

        public override void Write(char value) => To.Write(value);

        public override void Write(string? value) => To.Write(value);

        private TextWriter To => listening.Value is { } said ? part(said) : others;
    }
}
