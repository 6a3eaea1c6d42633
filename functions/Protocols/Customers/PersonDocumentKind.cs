namespace Protocols.Customers;

/// <summary>Whom a document stands for.</summary>
public enum PersonDocumentKind
{
    /// <summary>A natural person.</summary>
    Cpf,

    /// <summary>A company.</summary>
    Cnpj,
}
