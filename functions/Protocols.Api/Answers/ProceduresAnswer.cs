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

    private readonly byte[] written;

    private ProceduresAnswer(IEnumerable<OfferedProcedure> procedures) =>
        written = PlainJson.Bytes(procedures.Select(ProcedureAnswer.Of).ToArray(), AnswerJson.Default.IReadOnlyListProcedureAnswer);

    public static ProceduresAnswer None { get; } = new([]);

    /// <param name="catalogue">What the case stands under.</param>
    public static ProceduresAnswer Of(Protocol state, Catalogue catalogue)
    {
        if (state.Type is not { } type)
            return None;
        if (state.Steps.Count > 0)
            return new(OfferedProcedures.Of(state, catalogue));
        return untouched.GetOrCreateValue(catalogue).GetOrAdd((type, state.Channel), static (_, of) => new(OfferedProcedures.Of(of.state, of.catalogue)), (state, catalogue));
    }

    public sealed class Converter : JsonConverter<ProceduresAnswer>
    {
        public override ProceduresAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are written only.");

        public override void Write(Utf8JsonWriter writer, ProceduresAnswer value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.written, skipInputValidation: true);
    }
}
