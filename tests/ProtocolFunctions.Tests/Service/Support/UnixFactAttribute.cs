namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>A test that sends signals; skipped by name where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals." : null;
}
