using System.Text;
using Protocols.Notifying;

namespace Protocols.Tests.Notifying;

/// <summary>Signatures of Standard Webhooks, both ways.</summary>
[Trait("Requirement", "M4")]
public sealed class WebhookSignatureTests
{
    private const string At = "1614265330", Id = "msg_p5jXN8AQM9LWM0D4loKWxJek", Body = """{"test": 2432232314}""";

    private static readonly byte[] key = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly DateTimeOffset then = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    /// <summary>The example of the specification.</summary>
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void It_is_what_the_specification_says() => Assert.Equal(Signature, WebhookSignature.Of(key, Id, At, Bytes(Body)));

    [Theory]
    [InlineData(Id, At, Signature, Body, 0, true)]
    [InlineData(Id, At, "v1,AAAA v1a,xyz " + Signature, Body, 300, true)]
    [InlineData(Id, At, Signature, Body, -300, true)]
    [InlineData(Id, At, Signature, Body, 301, false)]
    [InlineData(Id, At, Signature, Body, -301, false)]
    [InlineData(Id, At, Signature, Body + " ", 0, false)]
    [InlineData("msg_other", At, Signature, Body, 0, false)]
    [InlineData(Id, "1614265331", Signature, Body, 0, false)]
    [InlineData(Id, "-1", Signature, Body, 0, false)]
    [InlineData(Id, "yesterday", Signature, Body, 0, false)]
    [InlineData(Id, At, "v1,", Body, 0, false)]
    [InlineData(Id, At, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Body, 0, false)]
    [InlineData(Id, At, "v1,not base64!", Body, 0, false)]
    [InlineData("", At, Signature, Body, 0, false)]
    [InlineData(null, At, Signature, Body, 0, false)]
    [InlineData(Id, null, Signature, Body, 0, false)]
    [InlineData(Id, At, null, Body, 0, false)]
    public void It_holds_for_these_bytes_under_this_name_now_and_for_nothing_else(string? id, string? at, string? signature, string body, int late, bool holds) =>
        Assert.Equal(holds, WebhookSignature.Holds(key, id, at, signature, Bytes(body), then.AddSeconds(late)));

    [Fact]
    public void Another_key_makes_another() => Assert.False(WebhookSignature.Holds([.. key.Reverse()], Id, At, Signature, Bytes(Body), then));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
