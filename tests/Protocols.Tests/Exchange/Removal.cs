using System.Text;
using System.Text.Json.Nodes;
using Protocols.Accessing;
using Protocols.Exchange;
using Protocols.Numbering;
using Protocols.Ports;
using Protocols.Tests.Numbering;

namespace Protocols.Tests.Exchange;

/// <summary>One service that protocols are taken out of and another, with keys of its own, that they are taken into.</summary>
internal sealed class Removal(Desk from)
{
    private readonly MemoryAccessLog fromLog = new();

    public Removal()
        : this(new Desk())
    {
    }

    public Desk From => from;

    public Desk To { get; } = new(Desk.Keys(2));

    public MemoryAccessLog ToLog { get; } = new();

    public ImportProtocols Import => field ??= new(
        Set(To, ToLog), To.Book, Samples.Template(NumberTemplate.Default), To.Clock, _ => null);

    private ExportProtocols Export => field ??= new(Set(From, fromLog));

    public Task SeeAsync(string number, string reason) =>
        new LogAccess(fromLog, From.Store, From.Ring, From.Clock).RunAsync(number, Callers.Otto, AccessKind.CustomerRevealed, null, reason, default);

    /// <summary>The rules, which come first.</summary>
    public async Task<bool> BringRulesAsync()
    {
        var all = true;
        await foreach (var rules in Export.RulesAsync(default))
            all &= await Import.AddRulesAsync(ExchangeLine.Read(Text(rules))!.Rules!.Value, default);
        return all;
    }

    /// <summary>The line as it stands in the file.</summary>
    public async Task<string> LineAsync(string number) => Text((await Export.RunAsync(number, default))!);

    /// <summary>Takes the line out, changes it as somebody with an editor may, and takes it in.</summary>
    public async Task<Imported> BringAsync(string number, Action<JsonNode>? change = null)
    {
        await BringRulesAsync();
        var line = JsonNode.Parse(await LineAsync(number))!;
        change?.Invoke(line);
        return await Import.RunAsync(ExchangeLine.Read(line.ToJsonString())!, default);
    }

    private static string Text(ExchangeLine line) => Encoding.UTF8.GetString(line.Write());

    private static StoreSet Set(Desk of, MemoryAccessLog log) =>
        new(of.Store, of.Blocks, new MemorySeals(), of.Catalogues, null!, log, new MemorySeals(), of.Ring);
}
