using System.Text;
using Protocols.Ports;
using Protocols.Webhooks;

namespace Protocols.Tests.Webhooks;

/// <summary>What stands in the queue of webhooks, as it was written by every version so far (M30).</summary>
[Trait("Requirement", "M30")]
public sealed class EventLetterTests
{
    [Theory]
    [InlineData("""{"v":1,"number":"2026112300000017","fact":3}""", "2026112300000017:3:w")]
    [InlineData("""{"v":1,"number":"2026112300000017","fact":3,"webhook":"8f14e45fceea167a"}""", "2026112300000017:3:w:8f14e45fceea167a")]
    [InlineData("""{"v":1,"number":"2026112300000017","fact":0,"access":2}""", "2026112300000017:access-2:w")]
    [InlineData("""{"v":1,"number":"2026112300000017","fact":0,"access":2,"webhook":"8f14e45fceea167a"}""", "2026112300000017:access-2:w:8f14e45fceea167a")]
    public void It_is_read_and_written_as_it_always_was(string body, string id)
    {
        Assert.True(EventLetter.TryRead(Encoding.UTF8.GetBytes(body), out var letter));
        var sent = letter.ToSend();
        Assert.Equal((id, body), (sent.Id, Encoding.UTF8.GetString(sent.Body)));
        sent.Check(QueueDefinition.Webhooks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"v":2,"number":"2026112300000017","fact":3}""")]
    [InlineData("""{"v":1,"number":"2026112300000017","fact":0}""")]
    [InlineData("""{"v":1,"number":"2026112300000017","fact":3,"access":2}""")]
    [InlineData("""{"v":1,"fact":3}""")]
    public void What_is_none_is_not_taken_for_one(string body) => Assert.False(EventLetter.TryRead(Encoding.UTF8.GetBytes(body), out _));
}
