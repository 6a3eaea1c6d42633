using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Protocols.Recordings;

/// <summary>
/// What a recording or attachment is kept under: its protocol's number and an id that the service draws, never a client. Nothing
/// else can be built, so no name leads out of its place.
/// </summary>
public readonly record struct ContentName
{
    public const int IdBytes = 16;
    private const int MostDigits = 64;

    private ContentName(string number, string id) => (Number, Id) = (number, id);

    public string Number { get; }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>A name that nothing has.</summary>
    public static ContentName New(string number) => Of(number, RandomNumberGenerator.GetHexString(2 * IdBytes, lowercase: true));

    /// <exception cref="ArgumentException">There is no such name.</exception>
    public static ContentName Of(string number, string id) =>
        TryParse(number, id, out var name) ? name : throw new ArgumentException($"'{number}/{id}' names nothing that is kept.");

    public static bool TryParse(string? number, string? id, [NotNullWhen(true)] out ContentName name)
    {
        name = default;
        if (number is not { Length: > 0 and <= MostDigits } || !number.All(char.IsAsciiLetterOrDigit))
            return false;
        if (id is not { Length: 2 * IdBytes } || !id.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f')))
            return false;
        name = new(number, id);
        return true;
    }

    public override string ToString() => $"{Number}/{Id}";
}
