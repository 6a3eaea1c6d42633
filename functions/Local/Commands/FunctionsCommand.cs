using Protocols.Api.Endpoints;

namespace Protocols.Local;

/// <summary>Prints the functions of the Azure shell, functions/ProtocolFunctions/Http/HttpFunctions.g.cs.</summary>
internal static class FunctionsCommand
{
    public static int Run()
    {
        Console.Out.Write(FunctionsFile.Write());
        return 0;
    }
}
