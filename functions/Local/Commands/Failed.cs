using Protocols.Api.Settings;

namespace Protocols.Local;

/// <summary>A command that cannot go on: says why on the error output and exits with 1.</summary>
internal static class Failed
{
    public static int With(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }

    public static int With(IEnumerable<SettingError> errors)
    {
        Console.Error.WriteLine("This cannot be done as it is asked:");
        foreach (var error in errors)
            Console.Error.WriteLine($"  {error}");
        return 1;
    }
}
