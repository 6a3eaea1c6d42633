using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Api.Http;
using Protocols.Catalog;
using Protocols.Procedures;

namespace Protocols.Api.Answers;

/// <summary>
/// The procedures that fit a case. They are half of what is answered about it, and the same for all cases of a type and channel as long as nothing of them was ticked:
/// those are put into words once.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed class ProceduresAnswer
{
    private static readonly ConditionalWeakTable<Catalogue, ConcurrentDictionary<(string Type, Channel Channel), ProceduresAnswer>> untouched = [];

    private readonly IReadOnlyList<ProcedureAnswer> procedures;
    private byte[]? written;

    private ProceduresAnswer(IReadOnlyList<ProcedureAnswer> procedures) => this.procedures = procedures;

    public static ProceduresAnswer None { get; } = new([]);

    /// <param name="catalogue">What the case stands under.</param>
    public static ProceduresAnswer Of(Protocol state, Catalogue catalogue)
    {
        if (state.Type is not { } type)
            return None;
        if (state.Steps.Count > 0)
            return Made(state, catalogue);
        return untouched.GetOrCreateValue(catalogue).GetOrAdd((type, state.Channel), static (_, of) => Written(Made(of.state, of.catalogue)), (state, catalogue));
    }

    private static ProceduresAnswer Made(Protocol state, Catalogue catalogue) => new([.. OfferedProcedures.Of(state, catalogue).Select(ProcedureAnswer.Of)]);

    private static ProceduresAnswer Written(ProceduresAnswer answer)
    {
        answer.written = PlainJson.Bytes(answer.procedures, AnswerJson.Default.IReadOnlyListProcedureAnswer);
        return answer;
    }

    public sealed class Converter : JsonConverter<ProceduresAnswer>
    {
        public override ProceduresAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are written only.");

        public override void Write(Utf8JsonWriter writer, ProceduresAnswer value, JsonSerializerOptions options)
        {
            if (value.written is { } written)
                writer.WriteRawValue(written, skipInputValidation: true);
            else
                JsonSerializer.Serialize(writer, value.procedures, AnswerJson.Default.IReadOnlyListProcedureAnswer);
        }
    }
}
