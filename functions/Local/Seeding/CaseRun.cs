using Protocols.Cases;
using Protocols.Escalating;
using Protocols.Handling;
using Protocols.Local.Seeding.Stories;
using Protocols.People;
using Protocols.Recordings;

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
    private IEnumerable<CaseStep>? steps;
    private string? ombudsmans;
    private Protocol? second;

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

    /// <summary>Draws the ombudsman's number where the story comes to him; after the opening, and before another case begins.</summary>
    public async Task PlanAsync(CancellationToken cancellation)
    {
        steps = Lives.Of(scene, openings).TakeWhile(step => step.At < tools.Over);
        if (scene.Casting.Plot != Plot.Ombudsman)
            return;
        List<CaseStep> told = [.. steps];
        if (told.OfType<OmbudsmanStep>().FirstOrDefault() is { } arrival)
            ombudsmans = await tools.DrawAheadAsync(arrival.At, cancellation);
        steps = told;
    }

    /// <returns>The protocol as it ends, and the ombudsman's of the same case where there is one.</returns>
    public async Task<IReadOnlyList<Protocol>> LiveAsync(Task<Protocol> opening, CancellationToken cancellation)
    {
        var state = await opening;
        foreach (var step in steps!)
        {
            await WatchAsync(state.Number, step.At, cancellation);
            clock.Now = step.At;
            state = await DoAsync(state, step, cancellation);
        }
        await WatchAsync(state.Number, tools.Over, cancellation);
        return second is null ? [state] : [state, second];
    }

    private async Task<Protocol> DoAsync(Protocol state, CaseStep step, CancellationToken cancellation)
    {
        switch (step)
        {
            case LinkStep link:
                return await LinkAsync(state.Number, link, cancellation);
            case RecordedStep recorded:
                return await RecordAsync(state, recorded, cancellation);
            case OmbudsmanStep:
                state = await ChangeAsync(state.Number, Caller.Service, (protocol, _) => Arrived(protocol), cancellation);
                await tools.Ombudsman(clock).EnsureAsync(state, cancellation);
                return state;
            case SecondStep:
                second = await ChangeAsync(ombudsmans!, step.By, step.Decide, cancellation);
                return state;
            default:
                var by = step is CustomerStep ? Caller.Tracking(state.Number, TrackingLevel.AccessCode) : step.By;
                return await ChangeAsync(state.Number, by, step.Decide, cancellation);
        }
    }

    private async Task<Protocol> ChangeAsync(string number, Caller by, Func<Protocol, DateTimeOffset, Decision> decide, CancellationToken cancellation) =>
        Done(await changing.RunAsync(number, by, Conditions.None, decide, cancellation));

    private Decision Arrived(Protocol protocol) => new AcceptReferrals(
        protocol.Referrals.Where(referral => referral is { IsWaiting: true, To.Tier: Tier.Ombudsman }).ToDictionary(referral => referral.Id, _ => ombudsmans!))
        .Decide(protocol);

    private async Task WatchAsync(string number, DateTimeOffset until, CancellationToken cancellation)
    {
        if (watch is null)
            return;
        await watch.UntilAsync(number, until, cancellation);
        if (second is not null)
            await watch.UntilAsync(second.Number, until, cancellation);
    }

    /// <summary>Bytes first, then the fact, as the service does.</summary>
    private async Task<Protocol> RecordAsync(Protocol state, RecordedStep step, CancellationToken cancellation)
    {
        using var source = new MemoryStream(step.Wave);
        var written = await tools.Contents.WriteAsync(ContentName.Of(state.Number, step.Id), source, new(step.Wave.Length), cancellation);
        var link = new LinkRecording(step.Id, "audio/wav", written.Size, written.Sha256, step.StartedAt, step.Seconds);
        return Done(await tools.TakingIn(clock).LinkAsync(state, step.By, Conditions.None, link, cancellation));
    }

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
