using Protocols.Facts;
using Protocols.Notifying;

namespace Protocols.Tracking;

/// <summary>What is sent, and what comes back, makes of the requests for the history.</summary>
internal static class HistoryFolding
{
    public static Protocol Answer(this Protocol protocol, HistorySent sent, Fact fact) => sent.State is { } state
        ? protocol.With(request => request.By == sent.By, fact.At, mail: sent.Request).With(new(sent.Request, Means.Email, state))
        : protocol.With(request => request.Id == sent.Request, fact.At);

    /// <summary>A mail that came back answers nothing; what somebody handed over stays answered.</summary>
    public static Protocol Reopen(this Protocol protocol, long mail) => protocol.HistoryRequests.All(request => request.Mail != mail)
        ? protocol
        : protocol with
        {
            HistoryRequests = [.. protocol.HistoryRequests.Select(request => request.Mail == mail ? request with { SentAt = null, Mail = null } : request)],
        };

    /// <summary>One mail answers every request for one: whoever asked again, because the first failed, has it all.</summary>
    private static Protocol With(this Protocol protocol, Func<HistoryRequest, bool> answers, DateTimeOffset at, long? mail = null) => protocol with
    {
        HistoryRequests =
        [
            .. protocol.HistoryRequests.Select(request => request.SentAt is null && answers(request) ? request with { SentAt = at, Mail = mail } : request),
        ],
    };
}
