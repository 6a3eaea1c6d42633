using Protocols.Facts;

namespace Protocols.Callbacks;

/// <summary>Writes down the returns that nobody made, each once, however late and however often it is asked (M10).</summary>
public static class FlagCallbacks
{
    public static Decision Decide(Protocol protocol, DateTimeOffset now) => Decision.Of(
    [
        .. protocol.Callbacks
            .Where(callback => callback.MissingAt <= now)
            .OrderBy(callback => callback.At)
            .Select(callback => new NewFact(new CallbackMissed(callback.Id))),
    ]);
}
