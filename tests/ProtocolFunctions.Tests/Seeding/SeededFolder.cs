using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Protocols.Api.Settings;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Local;
using Protocols.Local.Seeding;
using Protocols.People;
using Protocols.Recordings;
using Protocols.Reporting;
using Protocols.Stores.Embedded;
using Protocols.Stores.Keys;

namespace ProtocolFunctions.Tests.Seeding;

/// <summary>A data folder that was seeded, open for reading.</summary>
internal sealed class SeededFolder : IAsyncDisposable
{
    private static readonly Caller reader = new("leitora", null, Roles.Supervisor);

    private readonly string directory;
    private readonly EmbeddedStore store;
    private readonly KeyRing ring;

    private SeededFolder(string directory, string output)
    {
        this.directory = directory;
        Output = output;
        store = EmbeddedStore.OpenReadOnly(directory);
        ring = KeyFile.Load(directory);
    }

    public string Output { get; }

    public static async Task<SeededFolder> MakeAsync(int count, long seed, DateTimeOffset? yearUntil = null)
    {
        var directory = Directory.CreateTempSubdirectory("seeded").FullName;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data:Directory", directory)])
            .Build();
        var settings = ServiceSettings.Read(configuration).Settings!;
        using var output = new StringWriter();
        var ring = KeyFile.Load(directory);
        await using (var store = EmbeddedStore.Open(directory, TimeProvider.System))
        {
            var progress = new SeedProgress(count, output, inPlace: false, TimeProvider.System);
            var seeder = new Seeder(settings, store.Under(ring), new(count, seed, yearUntil), progress);
            await seeder.RunAsync(CancellationToken.None);
            seeder.Summary.Write(output, progress.Elapsed);
            if (yearUntil is not null)
                await SeedCommand.ReportAsync(settings, store.Under(ring));
        }
        return new(directory, output.ToString());
    }

    /// <summary>Every protocol with all of its facts, by number.</summary>
    public async Task<IReadOnlyList<ProtocolView>> ReadAsync()
    {
        var read = new ReadProtocol(store.Protocols, ring, new(store.AccessLog, store.Protocols, ring, TimeProvider.System));
        var views = new List<ProtocolView>();
        await foreach (var number in store.Protocols.NumbersAsync(CancellationToken.None))
            views.Add((await read.RunAsync(number, reader, CancellationToken.None)).Value!);
        return [.. views.OrderBy(view => view.State.Number, StringComparer.Ordinal)];
    }

    /// <summary>All that a seed decides about, one line a protocol: everything but access codes and hashes.</summary>
    public async Task<IReadOnlyList<string>> ContentAsync() =>
    [
        .. (await ReadAsync()).Select(view => JsonSerializer.Serialize(new
        {
            view.State.Number,
            view.State.Status,
            Personal = view.State.Personal with { AccessCode = null },
            Facts = view.Facts.Select(fact => new
            {
                fact.N, fact.At, fact.By, fact.Terms.Kind, Terms = fact.Written, Body = Known(fact.Body),
            }),
        })),
    ];

    public async Task<IReadOnlyList<Damage>> VerifyAsync()
    {
        var verify = new VerifyProtocols(store.Protocols, ring);
        var damages = new List<Damage>();
        await foreach (var number in store.Protocols.NumbersAsync(CancellationToken.None))
            damages.AddRange((await verify.RunAsync(number, CancellationToken.None)).Damages);
        return damages;
    }

    /// <summary>The indicators of the protocols of a range of days.</summary>
    public Task<Summary> SummaryAsync(DateOnly from, DateOnly to, Dimension? by = null) =>
        new ReadReports(store.Reports, TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"), TimeProvider.System)
            .SummaryAsync(new(from, to, null, by), CancellationToken.None);

    /// <summary>Whether the bytes of a recording are whole.</summary>
    public async Task<bool> IsKeptAsync(string number, Recording recording)
    {
        if (await store.Contents.OpenAsync(ContentName.Of(number, recording.Id), CancellationToken.None) is not { } content)
            return false;
        await using (content)
        {
            using var bytes = new MemoryStream();
            await content.CopyAsync(0, content.Size, bytes, CancellationToken.None);
            return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())) == recording.Sha256;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private static FactBody? Known(FactBody? body) => body is null ? null : body with { AccessCode = null };
}
