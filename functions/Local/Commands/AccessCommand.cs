using Protocols.Api.Endpoints;

namespace Protocols.Local;

/// <summary>Prints who may do what, docs/access.md.</summary>
internal static class AccessCommand
{
    public static int Run()
    {
        Console.Out.Write(PermissionPage.Write());
        return 0;
    }
}
