using System.Buffers.Text;
using System.Text;
using ProtocolFunctions.Tests.Stores;
using Protocols.Api.Http;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Service.Guarding;

/// <summary>A cursor brings back the place it was made of, and says nothing to whoever carries it.</summary>
public sealed class CursorTests
{
    private static readonly ListPosition place = new(Sample.At, "Íris 中");

    [Fact]
    public void One_of_another_list_is_none_here()
    {
        var cursor = Cursors.Write(place, "summary/Month/Agent", StoreCases.Ring);
        Assert.False(Cursors.TryRead(cursor, "summary/Month/Channel", StoreCases.Ring, out _));
        Assert.False(Cursors.TryRead(cursor![..^2], "summary/Month/Agent", StoreCases.Ring, out _));
    }

    [Fact]
    public void A_place_comes_back_whatever_letters_stand_in_it()
    {
        Assert.True(Cursors.TryRead(Cursors.Write(place, "list", StoreCases.Ring), "list", StoreCases.Ring, out var read));
        Assert.Equal(place, read);
    }

    [Fact]
    public void Who_carries_it_reads_nothing_in_it()
    {
        var carried = Base64Url.DecodeFromChars(Cursors.Write(place, "list", StoreCases.Ring));
        Assert.DoesNotContain("ris", Encoding.Latin1.GetString(carried), StringComparison.Ordinal);
    }
}
