using System.Net;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using ProtocolFunctions.Blobs;
using Protocols.Ports;
using Protocols.Recordings;

namespace ProtocolFunctions.Azure.Tests.Blobs;

/// <summary>What guards a recording is read back after it was set, and what is guarded is not removed (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class BlobGuardTests : IDisposable
{
    private static readonly DateTimeOffset until = new(2027, 2, 21, 3, 0, 0, TimeSpan.Zero);

    private readonly FakeBlob blob = new();
    private readonly ContentName name = ContentName.New("2026112200000012");

    public void Dispose() => blob.Dispose();

    [Fact]
    public async Task A_guard_or_hold_that_the_account_ignores_is_an_error()
    {
        blob.Ignores = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => blob.Open().ProtectAsync(name, until, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => blob.Open().HoldAsync(name, true, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => blob.Open().HoldAsync(name, true, default));
    }

    [Fact]
    public async Task An_account_that_knows_no_holds_says_so_and_one_that_is_busy_too()
    {
        blob.Answers = HttpStatusCode.NotImplemented;
        await Assert.ThrowsAsync<InvalidOperationException>(() => blob.Open().HoldAsync(name, true, default));
        blob.Answers = HttpStatusCode.ServiceUnavailable;
        await Assert.ThrowsAsync<StoreBusyException>(() => blob.Open().HoldAsync(name, true, default));
    }

    [Fact]
    public async Task What_is_guarded_or_held_is_not_removed()
    {
        await blob.Open().ProtectAsync(name, until, default);
        Assert.Equal(until, blob.Until);
        Assert.False(await blob.Open().DeleteAsync(name, default));
        blob.Until = null;
        await blob.Open().HoldAsync(name, true, default);
        Assert.False(await blob.Open().DeleteAsync(name, default));
        Assert.Empty(blob.Deleted);
        await blob.Open().HoldAsync(name, false, default);
        Assert.True(await blob.Open().DeleteAsync(name, default));
    }

    [Fact]
    public async Task Every_version_is_removed()
    {
        blob.Versions = ["2026-11-22T12:00:00.0000000Z", "2026-11-22T12:00:01.0000000Z"];
        Assert.True(await blob.Open().DeleteAsync(name, default));
        Assert.Equal(["", .. blob.Versions], blob.Deleted);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_asked_of_the_account()
    {
        await blob.Open(immutable: false).ProtectAsync(name, until, default);
        Assert.Equal(0, blob.Calls);
    }

    /// <summary>One blob of an account with versions, immutability and holds, as far as the adapter asks for them.</summary>
    private sealed class FakeBlob : HttpMessageHandler
    {
        private bool held;

        public bool Ignores { get; set; }
        public HttpStatusCode? Answers { get; set; }
        public DateTimeOffset? Until { get; set; }
        public string[] Versions { get; set; } = [];
        public List<string> Deleted { get; } = [];
        public int Calls { get; private set; }

        public BlobContents Open(bool immutable = true)
        {
#pragma warning disable CA2000 // The handler is the test's.
            var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false)), Retry = { MaxRetries = 0 } };
#pragma warning restore CA2000
            return new(new BlobContainerClient(new Uri("https://account.blob.core.windows.net/recordings"), new AzureSasCredential("sv=x"), options), immutable, TimeProvider.System);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
            if (Answers is { } answer)
                return new(answer) { Content = new ByteArrayContent([]) };
            switch (request.Method.Method, query["comp"])
            {
                case ("PUT", "immutabilityPolicies"):
                    Until = Ignores ? null : DateTimeOffset.Parse(request.Headers.GetValues("x-ms-immutability-policy-until-date").Single(), null);
                    return Reply(HttpStatusCode.OK);
                case ("PUT", "legalhold"):
                    held = !Ignores && request.Headers.GetValues("x-ms-legal-hold").Single() == "true";
                    return Reply(HttpStatusCode.OK);
                case ("HEAD", null):
                    return Reply(HttpStatusCode.OK);
                case ("DELETE", null):
                    Deleted.Add(query["versionid"] ?? "");
                    return Reply(HttpStatusCode.Accepted);
                case ("GET", "list"):
                    var name = query["prefix"];
                    var blobs = string.Concat(Versions.Select(version => $"<Blob><Name>{name}</Name><VersionId>{version}</VersionId><Properties/></Blob>"));
                    return new(HttpStatusCode.OK)
                    {
                        Content = new StringContent($"<?xml version=\"1.0\"?><EnumerationResults><Blobs>{blobs}</Blobs><NextMarker/></EnumerationResults>", null, "application/xml"),
                    };
                default:
                    return new(HttpStatusCode.BadRequest);
            }
        }

        private HttpResponseMessage Reply(HttpStatusCode status)
        {
            var reply = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
            reply.Headers.ETag = new("\"1\"");
            reply.Content.Headers.LastModified = until.AddDays(-90);
            reply.Headers.Add("x-ms-legal-hold", held ? "true" : "false");
            reply.Headers.Add("x-ms-blob-type", "BlockBlob");
            if (Until is { } guarded)
            {
                reply.Headers.Add("x-ms-immutability-policy-until-date", guarded.ToString("R"));
                reply.Headers.Add("x-ms-immutability-policy-mode", "unlocked");
            }
            return reply;
        }
    }
}
