using Microsoft.AspNetCore.Http;
using Protocols.People;

namespace Protocols.Api.Identity;

/// <summary>Tells from a request who makes it.</summary>
public interface ICallerReader
{
    /// <summary>The caller; null where there is no token or it is not to be trusted.</summary>
    ValueTask<Caller?> ReadAsync(HttpContext http);
}
