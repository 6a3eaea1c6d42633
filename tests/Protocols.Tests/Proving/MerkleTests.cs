using System.Globalization;
using System.Text;
using Protocols.Proving;

namespace Protocols.Tests.Proving;

[Trait("Requirement", "M27")]
public sealed class MerkleTests
{
    /// <summary>The leaves that Certificate Transparency's own tests use, with their roots.</summary>
    private static readonly string[] inputs =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Its_roots_are_those_of_the_standard(int count, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(Merkle.Root([.. inputs.Take(count).Select(input => Merkle.Leaf(Convert.FromHexString(input)))])));

    [Fact]
    public void A_tree_without_leaves_has_the_hash_of_nothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(Merkle.Root([])));

    [Fact]
    public void No_proof_holds_for_another_leaf_another_place_or_another_size()
    {
        var leaves = Leaves(11);
        var root = Merkle.Root(leaves);
        for (var i = 0; i < leaves.Length; i++)
        {
            var proof = Merkle.Proof(leaves, i);
            Assert.NotEqual(root, Merkle.RootFrom(Merkle.Leaf("other"u8), i, 11, proof));
            Assert.NotEqual(root, Merkle.RootFrom(leaves[i], (i + 1) % 11, 11, proof));
            Assert.NotEqual(root, Merkle.RootFrom(leaves[i], i, 11, [.. proof, proof[0]]));
            Assert.NotEqual(root, Merkle.RootFrom(leaves[i], i, 11, [.. proof.Skip(1)]));
        }
        Assert.Null(Merkle.RootFrom(leaves[0], 0, 3, Merkle.Proof(leaves, 0)));
        Assert.Null(Merkle.RootFrom(leaves[0], -1, 11, []));
        Assert.Null(Merkle.RootFrom(leaves[0], 11, 11, []));
    }

    [Fact]
    public void Every_leaf_of_every_tree_is_shown_to_be_in_it()
    {
        for (var size = 1; size <= 70; size++)
        {
            var leaves = Leaves(size);
            var root = Merkle.Root(leaves);
            for (var i = 0; i < size; i++)
                Assert.Equal(root, Merkle.RootFrom(leaves[i], i, size, Merkle.Proof(leaves, i)));
        }
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(21, 4)]
    [InlineData(33, 8)]
    [InlineData(64, 8)]
    public void Pages_of_a_power_of_two_are_whole_subtrees(int size, int page)
    {
        var leaves = Leaves(size);
        var pages = leaves.Chunk(page).ToList();
        var roots = pages.Select(one => Merkle.Root(one)).ToArray();

        Assert.Equal(Merkle.Root(leaves), Merkle.Root(roots));
        for (var i = 0; i < size; i++)
            Assert.Equal(Merkle.Proof(leaves, i), Merkle.Proof(pages[i / page], i % page).Concat(Merkle.Proof(roots, i / page)));
    }

    private static byte[][] Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(n => Merkle.Leaf(Encoding.ASCII.GetBytes(n.ToString(CultureInfo.InvariantCulture))))];
}
