using Protocols.Catalog;
using Protocols.Customers;
using Protocols.People;

namespace Protocols.Tests;

/// <summary>Where stories begin: cases in the states that decisions are taken on.</summary>
internal static class Given
{
    public static Catalogue Catalogue => Catalogue.General;

    public static TimeZoneInfo SaoPaulo { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    public static Rules Rules { get; } = new(Catalogue, SaoPaulo);

    /// <summary>A Monday morning in São Paulo.</summary>
    public static DateTimeOffset Morning { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static Customer Maria { get; } = new()
    {
        Name = "Maria da Silva",
        Document = Callers.MariasDocument,
        Email = "maria@exemplo.com.br",
        Phone = "+5511987654321",
        Company = "Padaria Silva",
        Supervisor = "Paulo Neto",
    };

    /// <summary>A contact that Ana took; nothing but the channel is known.</summary>
    public static Story AnOpenedProtocol(Channel channel = Channel.Phone, Caller? by = null) => Story.Begin(channel, by ?? Callers.Ana);

    public static Story AProtocolWithSubject(Channel channel = Channel.Phone, Caller? by = null) =>
        AnOpenedProtocol(channel, by).WithSubject();

    public static Story ASolvedProtocol() => AProtocolWithSubject().Analysed().Solved();

    /// <summary>Everything is there for its owner to close it.</summary>
    public static Story AProtocolReadyToClose() => ASolvedProtocol().CustomerTold();

    public static Story AClosedProtocol() => AProtocolReadyToClose().Resolved().Closed();
}
