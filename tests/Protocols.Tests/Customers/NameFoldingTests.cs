using FsCheck;
using FsCheck.Fluent;
using Protocols.Customers;

namespace Protocols.Tests.Customers;

[Trait("Requirement", "M21")]
public sealed class NameFoldingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("Maria", "Maria")]
    [InlineData("Maria da Silva Souza", "Maria d. S. S.")]
    [InlineData("  Élida\u00A0 Ávila ", "Élida Á.")]
    [InlineData("Ana A\u0301vila", "Ana A\u0301.")]
    public void Masked_a_name_is_its_first_word_and_initials(string name, string masked) =>
        Assert.Equal(masked, NameFolding.Mask(name));

    [Theory]
    [InlineData("", "")]
    [InlineData("João D'Ávila-Conceição", "joao d avila conceicao")]
    [InlineData("JOA\u0303O", "joao")]
    [InlineData("Loja 24 Horas Ltda.", "loja 24 horas ltda")]
    public void A_name_is_folded_into_plain_words(string name, string words) =>
        Assert.Equal(words, string.Join(' ', NameFolding.Fold(name)));

    [Fact]
    public void Half_a_character_does_not_break_the_folding() =>
        Assert.Equal(["maria", "souza"], NameFolding.Fold($"Maria {(char)0xD800} Souza"));

    [Fact]
    public void A_name_is_filed_under_prefixes_of_three_to_eight_letters_particles_left_out() =>
        Assert.Equal(
            ["joa", "joao", "con", "conc", "conce", "concei", "conceic", "conceica", "sa"],
            NameFolding.Prefixes("João da Conceição e Sá"));

    [Fact]
    public void The_same_prefix_is_filed_once() =>
        Assert.Equal(["mar", "mari", "maria", "marin", "marina"], NameFolding.Prefixes("Maria Marina"));

    [Fact]
    public void At_most_twelve_words_are_filed()
    {
        var name = string.Join(' ', Enumerable.Range('a', 13).Select(letter => new string((char)letter, 3)));

        Assert.Equal(12, NameFolding.Prefixes(name).Count);
        Assert.Equal(12, NameFolding.QueryPrefixes(name).Count);
    }

    [Theory]
    [InlineData("da", "")]
    [InlineData("Conceição dos Santos", "conceica santos")]
    [InlineData("jo", "jo")]
    public void A_searched_name_asks_for_one_prefix_a_word(string name, string prefixes) =>
        Assert.Equal(prefixes, string.Join(' ', NameFolding.QueryPrefixes(name)));

    [Fact]
    public void A_name_is_found_by_the_beginnings_of_its_words() =>
        Prop.ForAll<string>(text =>
        {
            var name = text ?? string.Empty;
            var filed = NameFolding.Prefixes(name);
            var asked = NameFolding.QueryPrefixes(name);
            return asked.All(filed.Contains)
                && asked.Where(word => word.Length > 3).All(word => NameFolding.QueryPrefixes(word[..3]).All(filed.Contains));
        }).QuickCheckThrowOnFailure();
}
