using Microsoft.AspNetCore.Http;

namespace Protocols.Api.Identity;

/// <summary>Tells from a request who makes it.</summary>
public interface ICallerReader
{
    /// <summary>The caller, or why he is nobody.</summary>
    ValueTask<SignIn> ReadAsync(HttpContext http);
}
