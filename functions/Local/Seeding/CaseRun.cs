using Protocols.Cases;
using Protocols.Handling;
using Protocols.Local.Seeding.Stories;
using Protocols.People;

namespace Protocols.Local.Seeding;

/// <summary>Writes one case through the use cases, up to where its story has come when the seeded time ends.</summary>
internal sealed class CaseRun
{
    private readonly Scene scene;
    private readonly Openings openings;
    private readonly SeedClock clock;
    private readonly ChangeProtocol changing;
    private readonly SeedTools tools;
    private readonly SeedWatch? watch;

    public CaseRun(Scene scene, SeedTools tools)
    {
        (this.scene, this.tools) = (scene, tools);
        openings = new(scene);
        clock = new(scene.Now);
        changing = tools.Changing(clock);
        watch = scene.Year ? new(tools, clock) : null;
    }

    /// <summary>Takes the next number before it returns, unless that had to be leased.</summary>
    public async Task<Protocol> OpenAsync(CancellationToken cancellation)
    {
        var casting = scene.Casting;
        return Done(await tools.Opening(clock).RunAsync(openings.Command(), casting.Opener, null, cancellation));
    }

    public async Task<Protocol> LiveAsync(Task<Protocol> opening, CancellationToken cancellation)
    {
        var state = await opening;
        foreach (var step in Lives.Of(scene, openings).TakeWhile(step => step.At < tools.Over))
        {
            await WatchAsync(state.Number, step.At, cancellation);
            clock.Now = step.At;
            var by = step is CustomerStep ? Caller.Tracking(state.Number, TrackingLevel.AccessCode) : step.By;
            state = step is LinkStep link
                ? await LinkAsync(state.Number, link, cancellation)
                : Done(await changing.RunAsync(state.Number, by, Conditions.None, step.Decide, cancellation));
        }
        await WatchAsync(state.Number, tools.Over, cancellation);
        return state;
    }

    private Task WatchAsync(string number, DateTimeOffset until, CancellationToken cancellation) =>
        watch?.UntilAsync(number, until, cancellation) ?? Task.CompletedTask;

    /// <summary>The near end first, then the far one, as the service does.</summary>
    private async Task<Protocol> LinkAsync(string number, LinkStep step, CancellationToken cancellation)
    {
        var link = new LinkProtocol(await scene.Casting.Earlier!.Number, step.Kind, LinkEnd.FromHere);
        var near = Done(await changing.RunAsync(number, step.By, Conditions.None, (protocol, _) => link.Decide(protocol), cancellation));
        var back = link.From(number);
        Done(await changing.RunAsync(link.Number, step.By, Conditions.None, (protocol, _) => back.Decide(protocol), cancellation));
        return near;
    }

    /// <summary>Stories keep to the rules, so a refusal is a fault of theirs, or the numbers are used up.</summary>
    private Protocol Done(Result<Changed> result) => result.Succeeded
        ? result.Value.State
        : throw new SeedException(
            $"'{result.Refusal.Code}' was the answer at {Instant.Write(clock.Now)} in a case of " +
            $"{scene.Casting.Topic.Occurrence} ({scene.Casting.Plot}).");
}

/// <summary>Seeding cannot go on; what was written so far stays.</summary>
internal sealed class SeedException : Exception
{
    public SeedException()
    {
    }

    public SeedException(string message)
        : base(message)
    {
    }

    public SeedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
