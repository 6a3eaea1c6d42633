using System.Diagnostics.CodeAnalysis;
using Protocols.Api;
using Protocols.Api.Http;
using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Stores.Embedded;

namespace Protocols.Local;

/// <summary>The whole service in this process: stores and identity as they are set, under the shared HTTP surface.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    private readonly LocalStores stores;

    private readonly LocalCarriers carriers;

    private LocalService(LocalStores stores, LocalCarriers carriers, WebApplication app)
    {
        (this.stores, this.carriers) = (stores, carriers);
        App = app;
    }

    public WebApplication App { get; }

    /// <summary>What was written; zero where the protocols are kept elsewhere.</summary>
    public StoreStatistics Statistics => stores.Embedded?.Statistics ?? default;

    /// <summary>Of which moment the backup was that is used from now on; null where nothing was restored.</summary>
    public DateTimeOffset? RestoredFrom => stores.Embedded?.CopiedAt;

    /// <param name="timers">Whether passes run by themselves; a test that moves the clock runs them when it wants them.</param>
    /// <returns>Null, with the reason among <paramref name="errors"/>, where what a setting names cannot be used.</returns>
    /// <exception cref="DataDirectoryInUseException">Another process uses the folder.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "It owns the carriers that it makes.")]
    public static async Task<LocalService?> CreateAsync(WebApplicationBuilder builder, ServiceSettings settings, List<SettingError> errors, bool timers)
    {
        var clock = new MovableClock(TimeProvider.System);
        if (await LocalStores.OpenAsync(settings, clock, errors) is not { } stores)
            return null;
        // A gateway holds the time of a signature against its own clock, which nobody moves.
        var carriers = new LocalCarriers(settings, TimeProvider.System);
        var services = ApiServices.Compose(settings, stores.Set, clock, carriers.All, carriers.Webhooks.SendAsync);
        if (settings.Issuer is { } issuer)
        {
            builder.Services.AddSingleton<ICallerReader>(_ => new OidcTokens(issuer, TimeProvider.System));
        }
        else
        {
            var tokens = new DevelopmentTokens(stores.Set.Ring, TimeProvider.System);
            services = services with { Development = new(tokens, clock) };
            builder.Services.AddSingleton<ICallerReader>(tokens);
        }
        builder.Services.AddSingleton(services).AddProtocolsApi();
        LocalTelemetry.Add(builder);
        if (timers)
        {
            builder.Services.AddHostedService<Timers>();
            builder.Services.AddHostedService(provider => new OldMessages(carriers, provider.GetRequiredService<ILogger<OldMessages>>()));
        }
        builder.Services.AddHostedService(provider => new QueueLoop(
            services.Queues, services.Consumers, provider.GetRequiredService<Deliveries>(), TimeProvider.System,
            provider.GetRequiredService<ILogger<QueueLoop>>()));
        var app = builder.Build();
        app.UseProtocolsApi();
        return new(stores, carriers, app);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await stores.DisposeAsync();
        carriers.Dispose();
    }
}
