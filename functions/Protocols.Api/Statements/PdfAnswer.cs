using Protocols.Api.Http;

namespace Protocols.Api.Statements;

/// <summary>A PDF on its way out, to be saved.</summary>
internal static class PdfAnswer
{
    public const string MediaType = "application/pdf";

    public static Answer Of(byte[] pdf, string name) => new(200, null, null)
    {
        Send = async response =>
        {
            response.SavedAs(MediaType, name);
            response.ContentLength = pdf.Length;
            await response.Body.WriteAsync(pdf, response.HttpContext.RequestAborted);
        },
    };
}
