using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>Keeps what the service logs, with exceptions, as a log sink would write it.</summary>
internal sealed class Logbook : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<string> warnings = new();
    private readonly ConcurrentBag<string> expected = [];

    public IEnumerable<string> Lines => lines;

    /// <summary>Warnings and worse since it was last asked that no test said it would cause.</summary>
    public IReadOnlyList<string> TakeUnexpected()
    {
        var unexpected = new List<string>();
        while (warnings.TryDequeue(out var text))
        {
            if (!expected.Any(text.Contains))
                unexpected.Add(text);
        }
        return unexpected;
    }

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
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = $"{logLevel} {category}: {formatter(state, exception)} {exception}";
            book.lines.Enqueue(text);
            if (logLevel >= LogLevel.Warning)
                book.warnings.Enqueue(text);
        }
    }
}
