using System.Reflection;
using Protocols.Catalog;
using Protocols.Local.Seeding;
using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;

namespace ProtocolFunctions.Tests.Seeding;

public sealed class TextTests
{
    [Fact]
    public void Every_occurrence_and_reason_of_the_catalogue_has_its_texts_and_nothing_else_has()
    {
        var offered = Catalogue.General.Occurrences
            .SelectMany(o => o.Reasons.Count == 0 ? [(o.Code, null)] : o.Reasons.Select(reason => (o.Code, (string?)reason)));
        Assert.Equal(offered.Order(), Topic.All.Select(topic => (topic.Occurrence, topic.Reason)).Order());
    }

    [Fact]
    public void Every_pattern_reads_without_leftovers()
    {
        var phrases = typeof(Phrases).GetProperties(BindingFlags.Static | BindingFlags.Public)
            .SelectMany(property => (IReadOnlyList<string>)property.GetValue(null)!);
        var texts = Topic.All.SelectMany(t => t.Subjects.Concat(t.Details).Concat(t.Analyses ?? []).Concat(t.Solutions));
        List<string> patterns = [.. texts, .. phrases];
        Assert.True(patterns.Count > 200);
        foreach (var (pattern, i) in patterns.SelectMany(pattern => Enumerable.Range(0, 20).Select(i => (pattern, i))))
        {
            var dice = Dice.For(1, i, pattern);
            var text = new Wording(dice, Person.Make(dice), SeedTimes.Start.UtcDateTime).From(pattern);
            Assert.DoesNotContain(text, c => c is '[' or ']' or '{' or '}' or '|');
            Assert.True(!text.Contains("  ", StringComparison.Ordinal), $"{pattern}: {text}");
        }
    }

    [Fact]
    public void Subjects_are_short_enough_for_the_contract() => Assert.All(Topic.All, topic => Assert.All(
        topic.Subjects, subject => Assert.InRange(subject.Length, 1, 150)));
}
