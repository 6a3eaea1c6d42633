using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Protocols.Api.Http;

/// <summary>Answers are UTF-8 with accents as they are; only what could end a script or a tag is escaped.</summary>
internal static class PlainJson
{
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);
}
