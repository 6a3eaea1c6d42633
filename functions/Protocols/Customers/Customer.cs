namespace Protocols.Customers;

/// <summary>Whom a protocol is about, M5; every part may come later or never. Values are normalised.</summary>
public sealed record Customer
{
    public string? Name { get; init; }

    /// <summary>CPF or CNPJ without punctuation.</summary>
    public string? Document { get; init; }

    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>The company the customer speaks for.</summary>
    public string? Company { get; init; }

    /// <summary>The supervisor on the customer's side.</summary>
    public string? Supervisor { get; init; }

    public bool IsEmpty => this == new Customer();
}

/// <summary>Something of the business that the protocol is about, such as an order and its number.</summary>
public sealed record Reference(string Kind, string Value);
