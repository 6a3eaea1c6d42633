using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>Keeps what the service logs, with exceptions, as a log sink would write it.</summary>
internal sealed class Logbook : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();
    private readonly ConcurrentBag<string> expected = [];

    public IEnumerable<string> Lines => lines.Select(line => line.Text);

    /// <summary>Warnings and worse that no test said it would cause.</summary>
    public IReadOnlyList<string> Unexpected =>
        [.. lines.Where(line => line.Level >= LogLevel.Warning && !expected.Any(line.Text.Contains)).Select(line => line.Text)];

    public void Expect(string part) => expected.Add(part);

    public ILogger CreateLogger(string categoryName) => new Page(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Page(Logbook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            book.lines.Enqueue((logLevel, $"{logLevel} {category}: {formatter(state, exception)} {exception}"));
    }
}
