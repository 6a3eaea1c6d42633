namespace Protocols.Local.Seeding.Texts;

/// <summary>What the company sells and who carries it. The texts around them want masculine products.</summary>
internal static class Things
{
    public static IReadOnlyList<string> Products { get; } =
    [
        "roteador Wi-Fi 6", "modem de fibra", "repetidor de sinal", "telefone sem fio", "smartphone", "decodificador de TV",
        "fone bluetooth", "carregador turbo", "tablet", "alto-falante inteligente", "controle remoto", "nobreak", "chip",
    ];

    public static IReadOnlyList<string> Plans { get; } =
    [
        "Fibra 300", "Fibra 500", "Fibra 700", "Fibra 1 Giga", "Móvel 15 GB", "Móvel 30 GB", "Móvel Família", "TV Essencial", "TV Completa",
        "Combo Casa", "Empresa 600", "Fixo Ilimitado",
    ];

    public static IReadOnlyList<string> Carriers { get; } =
        ["Rápido Cerrado", "TransLitoral", "Expresso Araucária", "Entregas Ipê", "Via Sul Cargas", "Norte Encomendas"];

    public static IReadOnlyList<string> OrderPrefixes { get; } = ["PED-", "PED-", "WEB-", "LJ-"];

    public static IReadOnlyList<string> Months { get; } =
    [
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
    ];

    public static IReadOnlyList<string> Minutes { get; } = ["", "10", "15", "20", "30", "40", "45", "50"];

    public static IReadOnlyList<string> CodeLetters { get; } = ["AB", "BR", "E", "K", "PX", "QR", "T", "ZN"];

    public static IReadOnlyList<int> Cents { get; } = [0, 50, 90, 90, 90, 99, 35, 72];
}
