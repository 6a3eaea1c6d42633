using Protocols.Webhooks;

namespace ProtocolFunctions.Tests.Webhooks;

/// <summary>What is called in the place of other systems: it remembers, and answers as it is told.</summary>
internal sealed class Listener
{
    private readonly Dictionary<string, HandedOver> answers = [];

    /// <summary>Every call, also those that it did not take.</summary>
    public List<EventCall> Calls { get; } = [];

    /// <summary>How the system at this address answers from now on; it takes everything until then.</summary>
    public void Answer(string url, HandedOver with) => answers[url] = with;

    public IReadOnlyList<string> IdsAt(string url) => [.. Calls.Where(call => call.Url.ToString() == url).Select(call => call.Id)];

    public Task<HandedOver> TakeAsync(EventCall call, CancellationToken _)
    {
        Calls.Add(call);
        return Task.FromResult(answers.GetValueOrDefault(call.Url.ToString(), HandedOver.Taken));
    }
}
