namespace Protocols.Customers;

/// <summary>CPF or CNPJ.</summary>
public readonly record struct PersonDocument(string Value);
