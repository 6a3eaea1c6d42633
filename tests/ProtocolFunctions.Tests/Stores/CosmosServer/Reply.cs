using System.Text.Json.Nodes;

namespace ProtocolFunctions.Tests.Stores.CosmosServer;

/// <summary>What the server answers.</summary>
internal sealed record Reply(int Status, JsonNode? Body = null)
{
    public string? ETag { get; init; }

    public string? Continuation { get; init; }

    /// <summary>How many documents a run of changes has.</summary>
    public int? Count { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A batch's answer, which is not JSON.</summary>
    public byte[]? Raw { get; init; }

    public static Reply Error(int status, string message) => new(status, new JsonObject { ["code"] = $"{status}", ["message"] = message });
}

/// <summary>Something that goes wrong with one kind of operation, such as <c>create protocols</c>.</summary>
internal sealed record Fault(string Operation)
{
    /// <summary>The answer instead of the right one; 0 breaks the connection off.</summary>
    public int Status { get; init; }

    /// <summary>The operation is done all the same, only its answer is lost.</summary>
    public bool Done { get; init; }

    /// <summary>What others do just before the operation, which then goes on undisturbed.</summary>
    public Func<Task>? Meanwhile { get; init; }

    public int Times { get; init; } = 1;

    public TimeSpan? RetryAfter { get; init; }
}
