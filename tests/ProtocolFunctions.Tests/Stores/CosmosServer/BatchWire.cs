using System.Text;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace ProtocolFunctions.Tests.Stores.CosmosServer;

/// <summary>One operation of a transactional batch.</summary>
internal sealed record BatchOperation(int Kind, string? Id, string? IfMatch, byte[]? Body)
{
    public const int Create = 0;
    public const int Replace = 5;
}

/// <summary>Batches come and go in the binary form of the client, whose reader, writer and schema are in its package.</summary>
internal static class BatchWire
{
    private const int RowBytes = 1024;

    private static readonly Namespace schema = Schema();
    private static readonly LayoutResolverNamespace layouts = new(schema);

    public static async Task<Reply> AnswerAsync(Request request, DocumentContainer container)
    {
        var replies = container.Batch(request.Partition!, await ReadAsync(request.Body));
        return new(replies.Any(reply => reply.Status >= 400) ? 207 : 200) { Raw = await WriteAsync(replies) };
    }

    private static Namespace Schema()
    {
        using var resource = typeof(CosmosClient).Assembly.GetManifestResourceStream("Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json")!;
        using var text = new StreamReader(resource, Encoding.UTF8);
        return Namespace.Parse(text.ReadToEnd());
    }

    private static async Task<List<BatchOperation>> ReadAsync(byte[] body)
    {
        var operations = new List<BatchOperation>();
        using var stream = new MemoryStream(body);
        await stream.ReadRecordIOAsync(
            (Func<ReadOnlyMemory<byte>, Result>)(record =>
            {
                var row = new RowBuffer(record.Length);
                if (!row.ReadFrom(record.Span, HybridRowVersion.V1, layouts))
                    return Result.Failure;
                operations.Add(Operation(ref row));
                return Result.Success;
            }),
            resizer: new MemorySpanResizer<byte>(RowBytes));
        return operations;
    }

    private static BatchOperation Operation(ref RowBuffer row)
    {
        var reader = new RowReader(ref row);
        var (kind, id, ifMatch, body) = (0, (string?)null, (string?)null, (byte[]?)null);
        while (reader.Read())
        {
            switch (reader.Path.ToString())
            {
                case "operationType":
                    reader.ReadInt32(out kind);
                    break;
                case "id":
                    reader.ReadString(out id);
                    break;
                case "ifMatch":
                    reader.ReadString(out ifMatch);
                    break;
                case "resourceBody":
                    reader.ReadBinary(out body);
                    break;
                default:
                    break;
            }
        }
        return new(kind, id, ifMatch, body);
    }

    private static async Task<byte[]> WriteAsync(IReadOnlyList<Reply> replies)
    {
        using var output = new MemoryStream();
        var layout = layouts.Resolve(schema.Schemas.First(type => type.Name == "BatchResult").SchemaId);
        await output.WriteRecordIOAsync(default(Segment), (long n, out ReadOnlyMemory<byte> buffer) =>
        {
            buffer = default;
            if (n >= replies.Count)
                return Result.Success;
            var memory = new MemorySpanResizer<byte>(RowBytes);
            var row = new RowBuffer(RowBytes, memory);
            row.InitLayout(HybridRowVersion.V1, layout, layouts);
            var result = RowWriter.WriteBuffer(ref row, replies[(int)n], Write);
            buffer = memory.Memory[..row.Length];
            return result;
        });
        return output.ToArray();
    }

    private static Result Write(ref RowWriter writer, TypeArgument type, Reply reply)
    {
        writer.WriteInt32("statusCode", reply.Status);
        writer.WriteInt32("subStatusCode", 0);
        if (reply.ETag is { } version)
            writer.WriteString("eTag", version);
        return writer.WriteFloat64("requestCharge", 1);
    }
}
