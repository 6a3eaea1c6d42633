using Microsoft.Data.Sqlite;
using Protocols.Ports;
using Protocols.Stores.Embedded;
using Protocols.Stores.Embedded.Sqlite;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>What only the embedded store promises: its folder, its file and its commits.</summary>
public sealed class EmbeddedStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_in_use_is_refused_and_named_until_it_is_free()
    {
        await using (Open())
        {
            var refused = Assert.Throws<DataDirectoryInUseException>(Open);
            Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
            Assert.Contains("Data:Directory", refused.Message, StringComparison.Ordinal);
        }
        await using var store = Open();
        Assert.Null(await store.Protocols.FindAsync("1", default));
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused_and_left_alone()
    {
        await using (var store = Open())
            await store.Protocols.CreateAsync(Sample.Document(1), null, default);
        Execute("PRAGMA user_version = 99");

        var refused = Assert.Throws<InvalidDataException>(Open);
        Assert.Throws<InvalidDataException>(() => EmbeddedStore.OpenReadOnly(folder.Path));

        Assert.Contains("version 99", refused.Message, StringComparison.Ordinal);
        Execute($"PRAGMA user_version = {Schema.Newest}");
        await using var again = Open();
        Assert.NotNull(await again.Protocols.FindAsync(Sample.Number(1), default));
    }

    [Fact]
    public async Task After_it_was_closed_nothing_is_accepted()
    {
        var store = Open();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Protocols.CreateAsync(Sample.Document(1), null, default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Protocols.FindAsync(Sample.Number(1), default));
    }

    [Fact]
    public async Task Closing_finishes_what_was_accepted_and_opening_again_finds_everything()
    {
        var store = Open();
        var accepted = Enumerable.Range(1, 300)
            .Select(n => store.Protocols.CreateAsync(Sample.WithKeys(Sample.Document(n), "k"), null, default)).ToArray();
        var block = await store.NumberBlocks.LeaseAsync("day", 10, 100, default);
        await store.DisposeAsync();

        Assert.All(accepted, create => Assert.Equal(CreateOutcome.Created, create.Result.Outcome));
        Assert.False(File.Exists(Path.Combine(folder.Path, "protocols.db-wal")));
        await using var again = Open();
        Assert.Equal(200, (await again.Protocols.ListAsync(Sample.ByKey("k") with { Limit = 200 }, default)).Items.Count);
        for (var n = 1; n <= 300; n++)
            Assert.NotNull(await again.Protocols.FindAsync(Sample.Number(n), default));
        Assert.Equal(block!.Value.Last + 1, (await again.NumberBlocks.LeaseAsync("day", 10, 100, default))!.Value.First);
    }

    [Fact]
    public async Task A_second_reader_follows_the_running_service_and_cannot_write()
    {
        await using var store = Open();
        await using var reader = EmbeddedStore.OpenReadOnly(folder.Path);
        await store.Protocols.CreateAsync(Sample.Document(1), null, default);

        Assert.NotNull(await reader.Protocols.FindAsync(Sample.Number(1), default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Protocols.CreateAsync(Sample.Document(2), null, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.NumberBlocks.LeaseAsync("day", 1, 1, default));
    }

    [Fact]
    public async Task A_reader_needs_no_running_service()
    {
        await using (var store = Open())
            await store.Protocols.CreateAsync(Sample.Document(1), null, default);

        await using var reader = EmbeddedStore.OpenReadOnly(folder.Path);
        Assert.NotNull(await reader.Protocols.FindAsync(Sample.Number(1), default));
    }

    [Fact]
    public async Task The_writer_flushes_every_commit_and_overwrites_what_it_deletes()
    {
        await using var store = Open();
        Assert.Equal("wal", await On(store, on => on.Text("PRAGMA journal_mode")));
        Assert.Equal(2, await On(store, on => on.Number("PRAGMA synchronous")));
        Assert.Equal(1, await On(store, on => on.Number("PRAGMA secure_delete")));
        Assert.Equal(2, await On(store, on => on.Number("PRAGMA temp_store")));
        Assert.True(await On(store, on => on.Number("PRAGMA mmap_size")) > 0);
        Assert.True(await On(store, on => on.Number("PRAGMA wal_autocheckpoint")) > 1000);
    }

    [Fact]
    public async Task The_log_does_not_grow_with_what_was_written()
    {
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 130).Select(n =>
            store.Protocols.CreateAsync(Sample.Document(n, bodyBytes: 900_000), null, default)));

        // 130 documents of 1.2 MB are two and a half times what the log may hold. It is cut when it starts over, which is with the
        // first write after all of it was moved; how many writes that takes depends on how far the other thread has come.
        var log = new FileInfo(Path.Combine(folder.Path, "protocols.db-wal"));
        for (var n = 500; n < 700 && log.Length > 68_000_000; n++)
        {
            await store.Protocols.CreateAsync(Sample.Document(n), null, default);
            await Task.Delay(20);
            log.Refresh();
        }
        Assert.True(log.Length <= 68_000_000, $"The log has {log.Length} bytes.");
    }

    [Fact]
    public async Task Openings_at_once_share_their_flushes()
    {
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            for (var n = 0; n < 50; n++)
                await store.Protocols.CreateAsync(Sample.Document((caller * 50) + n), null, default);
        })));

        Assert.Equal(1600, store.Statistics.Changes);
        Assert.InRange(store.Statistics.Commits, 1, 1600 * 2 / 5);
    }

    [Fact]
    public async Task A_change_that_throws_fails_alone()
    {
        await using var store = Open();
        using var gate = new ManualResetEventSlim();
        var first = On(store, _ => gate.Wait(TimeSpan.FromSeconds(30)));

        var before = store.Protocols.CreateAsync(Sample.WithKeys(Sample.Document(1), "k"), null, default);
        var poison = On<int>(store, on =>
        {
            on.Run("DELETE FROM protocols");
            throw new InvalidTimeZoneException("poison");
        });
        var refused = store.Protocols.CreateAsync(Sample.Document(1), null, default);
        var after = store.Protocols.CreateAsync(Sample.WithKeys(Sample.Document(2), "k"), null, default);
        gate.Set();

        Assert.True(await first);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => poison);
        Assert.Equal(CreateOutcome.Created, (await before).Outcome);
        Assert.Equal(CreateOutcome.NumberExists, (await refused).Outcome);
        Assert.Equal(CreateOutcome.Created, (await after).Outcome);
        Assert.Equal(2, (await store.Protocols.ListAsync(Sample.ByKey("k"), default)).Items.Count);
    }

    [Fact]
    public async Task A_change_given_up_before_its_turn_is_not_written()
    {
        await using var store = Open();
        using var gate = new ManualResetEventSlim();
        using var giveUp = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = On(store, _ =>
        {
            begun.TrySetResult();
            return gate.Wait(TimeSpan.FromSeconds(30));
        });
        // Only what comes while a batch is being written waits for the next one.
        await begun.Task;
        var given = store.Protocols.CreateAsync(Sample.Document(1), null, giveUp.Token);
        await giveUp.CancelAsync();
        gate.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.True(await first);
        Assert.Equal(CreateOutcome.Created, (await store.Protocols.CreateAsync(Sample.Document(1), null, default)).Outcome);
    }

    [Fact]
    public async Task A_full_disk_refuses_writes_whole_loses_nothing_and_goes_on_when_there_is_room()
    {
        await using var store = Open();
        await store.Protocols.CreateAsync(Sample.WithKeys(Sample.Document(0), "k"), null, default);
        await On(store, on => on.Number("PRAGMA max_page_count = 60"));

        var results = await Task.WhenAll(Enumerable.Range(1, 200).Select(async n =>
        {
            var create = store.Protocols.CreateAsync(Sample.WithKeys(Sample.Document(n, bodyBytes: 3000), "k"), null, default);
            await create.ContinueWith(_ => { }, TaskScheduler.Default);
            return (n, create);
        }));

        var refused = results.Where(result => result.create.IsFaulted).Select(result => result.n).ToArray();
        Assert.NotEmpty(refused);
        Assert.All(refused, n => Assert.IsType<StoreFullException>(results[n - 1].create.Exception!.InnerException));
        Assert.Equal(201 - refused.Length, await On(store, on => on.Number("SELECT count(*) FROM protocols")));
        Assert.Equal(201 - refused.Length, await On(store, on => on.Number("SELECT count(*) FROM lookups")));

        await On(store, on => on.Number("PRAGMA max_page_count = 1000000"));
        foreach (var n in refused)
            Assert.Equal(CreateOutcome.Created, (await store.Protocols.CreateAsync(Sample.Document(n), null, default)).Outcome);
        Assert.Equal("ok", await On(store, on => on.Text("PRAGMA integrity_check")));
    }

    private EmbeddedStore Open() => EmbeddedStore.Open(folder.Path, new ManualClock());

    private static Task<T> On<T>(EmbeddedStore store, Func<Statements, T> work) => store.Writer.RunAsync(work, default);

    private void Execute(string text)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "protocols.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Fixed texts of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
