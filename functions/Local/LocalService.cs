using Protocols.Api;
using Protocols.Api.Http;
using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Stores.Embedded;

namespace Protocols.Local;

/// <summary>The whole service in this process: the embedded stores under the shared HTTP surface.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    private readonly EmbeddedStore store;

    private LocalService(EmbeddedStore store, WebApplication app, ApiServices services)
    {
        this.store = store;
        App = app;
        Services = services;
    }

    public WebApplication App { get; }
    public ApiServices Services { get; }
    public StoreStatistics Statistics => store.Statistics;

    /// <exception cref="DataDirectoryInUseException">Another process uses the folder.</exception>
    public static LocalService Create(WebApplicationBuilder builder, ServiceSettings settings)
    {
        var clock = new MovableClock(TimeProvider.System);
        var ring = KeyFile.Load(settings.DataDirectory);
        var store = EmbeddedStore.Open(settings.DataDirectory, clock);
        var services = Compose(settings, store, ring, clock) with
        {
            Development = new(new DevelopmentTokens(ring, TimeProvider.System), clock),
        };
        builder.Services
            .AddSingleton(services)
            .AddSingleton<ICallerReader>(services.Development!.Tokens)
            .AddProtocolsApi();
        var app = builder.Build();
        app.UseProtocolsApi();
        return new(store, app, services);
    }

    /// <summary>The use cases over the embedded stores, without HTTP.</summary>
    public static ApiServices Compose(ServiceSettings settings, EmbeddedStore store, Chain.KeyRing ring, TimeProvider clock) =>
        ApiServices.Compose(settings, store.Protocols, store.NumberBlocks, ring, clock);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await store.DisposeAsync();
    }
}
