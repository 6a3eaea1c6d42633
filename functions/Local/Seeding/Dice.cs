namespace Protocols.Local.Seeding;

/// <summary>
/// Repeatable chance (SplitMix64). The framework's generator may change between versions; these throws are the same for ever.
/// </summary>
internal sealed class Dice
{
    private ulong state;

    private Dice(ulong state) => this.state = state;

    /// <summary>Dice of one thing alone, so that what others throw, and when, changes nothing for it.</summary>
    /// <param name="purpose">Keeps the throws for different uses of the same index apart.</param>
    public static Dice For(long seed, long index, string purpose)
    {
        var dice = new Dice(0);
        dice.Stir((ulong)seed);
        dice.Stir((ulong)index);
        foreach (var letter in purpose)
            dice.Stir(letter);
        return dice;
    }

    /// <summary>At least 0, less than 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    /// <summary>Both ends included.</summary>
    public int Between(int from, int to) => from + (int)(Share() * (to - from + 1));

    public T Pick<T>(IReadOnlyList<T> among) => among[Between(0, among.Count - 1)];

    public T Pick<T>(IReadOnlyList<(T Value, double Weight)> among)
    {
        var left = Share() * among.Sum(each => each.Weight);
        foreach (var (value, weight) in among)
        {
            left -= weight;
            if (left < 0)
                return value;
        }
        return among[^1].Value;
    }

    public string Digits(int count) => string.Create(count, this, static (to, dice) =>
    {
        foreach (ref var digit in to)
            digit = (char)('0' + dice.Between(0, 9));
    });

    private ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    private void Stir(ulong value)
    {
        state ^= value;
        state = Next();
    }
}
