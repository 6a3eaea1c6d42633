using System.Net;
using Protocols.Outgoing;

namespace Protocols.Tests.Outgoing;

/// <summary>Where the service may be sent by an address that somebody gave it.</summary>
[Trait("Requirement", "M30")]
public sealed class ReachTests
{
    [Theory]
    [InlineData("127.0.0.1"), InlineData("127.8.9.10"), InlineData("0.0.0.0"), InlineData("0.1.2.3")]
    [InlineData("10.0.0.1"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.168.1.1"), InlineData("100.64.0.1"), InlineData("100.127.255.255")]
    [InlineData("169.254.169.254"), InlineData("168.63.129.16"), InlineData("192.0.0.170"), InlineData("198.19.0.1"), InlineData("192.0.2.1"), InlineData("203.0.113.9")]
    [InlineData("224.0.0.1"), InlineData("239.255.255.250"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("fe80::1"), InlineData("fe80::1%1"), InlineData("fec0::1"), InlineData("fc00::1"), InlineData("fd12:3456::1"), InlineData("ff02::1")]
    [InlineData("2001:db8::1"), InlineData("3fff::1"), InlineData("2001::1"), InlineData("2002:7f00:1::"), InlineData("64:ff9b:1::1"), InlineData("100::1")]
    [InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("::ffff:169.254.169.254"), InlineData("::127.0.0.1"), InlineData("64:ff9b::10.0.0.1")]
    public void No_address_but_a_public_one_is_within_public_reach(string address) =>
        Assert.False(Reach.Public.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("172.15.0.1"), InlineData("172.32.0.1"), InlineData("100.128.0.1"), InlineData("192.167.1.1"), InlineData("223.255.255.1")]
    [InlineData("2800:3f0:4001::200e"), InlineData("2606:4700::1111"), InlineData("::ffff:8.8.8.8"), InlineData("64:ff9b::8.8.8.8")]
    public void A_public_one_is(string address)
    {
        Assert.True(Reach.Public.Allows(IPAddress.Parse(address)));
        Assert.True(Reach.Company.Allows(IPAddress.Parse(address)));
        Assert.False(Reach.Loopback.Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("10.0.0.1", true), InlineData("192.168.1.1", true), InlineData("172.16.0.1", true), InlineData("100.64.0.1", true), InlineData("fd12:3456::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("127.0.0.1", false), InlineData("::1", false), InlineData("169.254.169.254", false), InlineData("fe80::1", false), InlineData("168.63.129.16", false)]
    [InlineData("0.0.0.0", false), InlineData("224.0.0.1", false), InlineData("::ffff:169.254.169.254", false)]
    public void The_companys_own_network_is_neither_this_machine_nor_its_link(string address, bool within) =>
        Assert.Equal(within, Reach.Company.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://empresa.example/hook"), InlineData("ftp://empresa.example/"), InlineData("https://ana:segredo@empresa.example/")]
    [InlineData("https://127.0.0.1/"), InlineData("https://2130706433/"), InlineData("https://0x7f.1/"), InlineData("https://127.1/"), InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:169.254.169.254]/"), InlineData("https://10.1.2.3:8443/"), InlineData("https://localhost/"), InlineData("https://169.254.169.254/metadata")]
    public void A_url_that_leads_elsewhere_however_it_is_spelt_is_no_public_one(string url) =>
        Assert.False(Reach.Public.Allows(new Uri(url)));

    [Theory]
    [InlineData(Reach.Public, "https://empresa.example/hook"), InlineData(Reach.Public, "https://8.8.8.8/"), InlineData(Reach.Public, "https://[2606:4700::1111]/")]
    [InlineData(Reach.Company, "https://sms.interno/send"), InlineData(Reach.Company, "https://10.1.2.3/")]
    [InlineData(Reach.Loopback, "http://127.0.0.1:8080/"), InlineData(Reach.Loopback, "http://localhost:8080/"), InlineData(Reach.Loopback, "http://[::1]/")]
    public void One_within_its_reach_may_be_called(Reach reach, string url) => Assert.True(reach.Allows(new Uri(url)));

    [Fact]
    public void A_relative_one_leads_nowhere() => Assert.False(Reach.Public.Allows(new Uri("/hook", UriKind.Relative)));
}
