using System.Text.Json;
using Protocols.Documents;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>Older facts, written once and never changed.</summary>
internal static class Pages
{
    public static FactPage? Find(Statements on, string number, long first)
    {
        using var found = on["SELECT document FROM pages WHERE number = ?1 AND first = ?2"].BindAll(number, first);
        return found.Step() ? JsonSerializer.Deserialize(found.Bytes(0), DocumentJson.Default.FactPage) : null;
    }

    /// <summary>Writes the page, or adopts the one that is there.</summary>
    /// <exception cref="InvalidDataException">Other facts stand in its place.</exception>
    public static void Write(Statements on, FactPage page)
    {
        if (Find(on, page.Number, page.First) is { } existing)
        {
            // Links chain everything before them, so equal links are equal facts.
            if (!existing.Facts.Select(fact => fact.Link).SequenceEqual(page.Facts.Select(fact => fact.Link)))
                throw new InvalidDataException($"Page {page.First} of protocol {page.Number} holds other facts than those to be kept there.");
            return;
        }
        using var row = on["INSERT INTO pages(number, first, document) VALUES(?1, ?2, ?3)"]
            .BindAll(page.Number, page.First, JsonSerializer.SerializeToUtf8Bytes(page, DocumentJson.Default.FactPage));
        row.Run();
    }
}
