using System.Collections.Concurrent;
using ProtocolFunctions.Tests.Carriers;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Endpoints;
using Protocols.People;

namespace ProtocolFunctions.Tests.Access;

/// <summary>A company that keeps its departments apart, with somebody in every column of the table of access, and protocols of every kind of owner.</summary>
internal sealed class AccessWorld : IAsyncDisposable
{
    public const string Home = "sul", Elsewhere = "norte";
    private const string Mine = Samples.Cpf, Another = Samples.OtherCpf;

    private readonly ConcurrentDictionary<(string, Whose), Task<Scene>> shared = new();
    private readonly ConcurrentQueue<(string Number, string Code)> overdue = new();
    private Desk colleague = null!, stranger = null!, bot = null!, farBot = null!;

    private AccessWorld(RunningService service) => Service = service;

    public RunningService Service { get; }
    public Desk Helper { get; private set; } = null!;

    public static async Task<AccessWorld> BeginAsync()
    {
        var world = new AccessWorld(await RunningService.WithAsync(
            "--Access:ByDepartment", "true", "--Gateway:Secret", $"whsec_{Convert.ToBase64String(SmallGateway.Secret)}"));
        world.Helper = await world.SignInAsync("ombudsman", "helper");
        (world.colleague, world.stranger) = (await world.SignInAsync("agent", "colleague", Home), await world.SignInAsync("agent", "stranger", Elsewhere));
        (world.bot, world.farBot) = (await world.SignInAsync("client", "bot", Home), await world.SignInAsync("client", "farBot", Elsewhere));
        // A customer may go to the ombudsman once the legal term has passed.
        for (var n = 0; n < 3; n++)
        {
            var opened = (await world.colleague.OpenAsync(Contact(Mine))).Expect(201);
            world.overdue.Enqueue((opened.Number!, opened["accessCode"].GetString()!));
        }
        await world.Service.AdvanceAsync("P40D");
        await world.Service.AllowExtensionsAsync();
        return world;
    }

    public ValueTask DisposeAsync() => new(Service.DisposeAsync());

    public static string IdOf(PermissionColumn column) => $"{column.Name}-x";

    /// <summary>The same protocol for every call that will leave it as it is.</summary>
    public async Task<Scene> LookingAsync(PermissionRow row, PermissionColumn column, Whose whose) =>
        await shared.GetOrAdd((column.Name, whose), _ => NewAsync(row, column, whose)) with { Row = row };

    /// <summary>A protocol of its own.</summary>
    public async Task<Scene> NewAsync(PermissionRow row, PermissionColumn column, Whose whose)
    {
        var caller = column.Name is "by code" or PermissionColumn.ByDocument or PermissionColumn.Nobody ? Service.Anyone : await CallerAsync(column);
        var opener = (column.Role, whose) switch
        {
            (Roles.Client, Whose.Own) => caller,
            (Roles.Client, Whose.Others) => bot,
            (Roles.Client, _) => farBot,
            (_, Whose.Own) when (column.Role & Roles.WorkingStaff) != 0 => caller,
            (_, Whose.OtherDepartment) => stranger,
            _ => colleague,
        };
        var opened = (await opener.OpenAsync(Contact(column.Role == Roles.Consumer && whose == Whose.Own ? Mine : Another))).Expect(201);
        if (column.Name is "by code" or PermissionColumn.ByDocument)
        {
            caller = whose == Whose.Own
                ? await TrackAsync(column, opened.Number!, opened["accessCode"].GetString()!)
                : (await LookingAsync(row, column, Whose.Own)).Caller;
        }
        return new(this, row, column, whose) { Caller = caller, Number = opened.Number!, Owner = column.Role == Roles.Client ? Helper : opener };
    }

    /// <summary>A protocol of the customer's whose legal term has passed, and himself.</summary>
    public async Task<(string Number, Desk Caller)> OverdueAsync(Scene scene)
    {
        Assert.True(overdue.TryDequeue(out var old), "More customers go to the ombudsman than have waited.");
        return (old.Number, scene.Column.Name == "consumer" ? scene.Caller : await TrackAsync(scene.Column, old.Number, old.Code));
    }

    /// <summary>Opened by a channel of that department, so that nobody owns it.</summary>
    public async Task<string> UnownedAsync(Whose whose) => await (whose == Whose.OtherDepartment ? farBot : bot).OpenedAsync(Contact(Another));

    public async Task<string> AlsoHisAsync() => await colleague.OpenedAsync(Contact(Another));

    private Task<Desk> CallerAsync(PermissionColumn column) => column.Name == "consumer"
        ? Service.AsAsync("consumer", IdOf(column), "Maria Souza", Mine)
        : SignInAsync(column.Name, IdOf(column), (column.Role & (Roles.WorkingStaff | Roles.Client)) != 0 ? Home : null);

    private async Task<Desk> TrackAsync(PermissionColumn column, string number, string code)
    {
        object known = column.Name == PermissionColumn.ByDocument ? new { number, document = Mine } : new { number, accessCode = code };
        return Service.With((await Service.Anyone.SendAsync("POST", "tracking", known)).Expect(200)["token"].GetString()!);
    }

    private async Task<Desk> SignInAsync(string role, string id, string? department = null)
    {
        string[] departments = department is null ? [] : [department];
        return Service.With((await Service.Anyone.SendAsync("POST", "dev/tokens", new { role, id, name = id, departments })).Expect(201)["token"].GetString()!);
    }

    private static object Contact(string document) => new
    {
        channel = "email",
        subject = "Produto chegou danificado",
        customer = new { name = "Maria Souza", document, email = "maria@example.com" },
    };
}
