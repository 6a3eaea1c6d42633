using System.Text.RegularExpressions;
using Protocols.Api.Settings;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>There is one list of settings, and one place that reads them for both shells.</summary>
public sealed partial class SettingReadingTests
{
    [Fact]
    public void What_is_listed_is_read_and_what_is_read_is_listed()
    {
        var read = Sources.Codes(Read()).Distinct().Order().ToList();
        Assert.NotEmpty(read);
        Assert.Equal(ServiceSettings.All.Select(setting => setting.Name).Order(), read);
    }

    [Fact]
    public void Nothing_else_of_ours_is_read_from_the_configuration()
    {
        var sections = ServiceSettings.All.Select(setting => setting.Name.Split(':')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var direct = Sources.Codes(Direct()).ToList();
        Assert.Contains("Kestrel", direct);
        Assert.DoesNotContain(direct, sections.Contains);
    }

    [GeneratedRegex("""read\.(?:Text|Optional|Choice|Address|Word|Number)\("(?<code>[^"]+)"|Optional\(\s*"(?<code>\w+:\w+)""")]
    private static partial Regex Read();

    [GeneratedRegex("""(?:onfiguration\[|GetSection\(|GetValue<\w+>\()"(?<code>\w+)[:"]""")]
    private static partial Regex Direct();
}
