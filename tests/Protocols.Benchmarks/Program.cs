using System.Globalization;
using Protocols.Benchmarks;

return args switch
{
    ["bare", var port, var folder, var bytes] => await BareServer.RunAsync(Number(port), folder, Number(bytes)),
    ["parts", var folder] => await Parts.RunAsync(folder),
    ["sweeps", var folder, var count] => await SweepSpeed.RunAsync(folder, Number(count)),
    ["reports", var folder, var count] => await ReportSpeed.RunAsync(folder, Number(count)),
    ["queues", var folder] => await QueueSpeed.RunAsync(folder),
    ["file", var port, var file] => await FileAsync(Number(port), file),
    ["recordings", var service, var bare, var folder, var process] => await new RecordingSpeed(new(service), new(bare), folder, Number(process)).RunAsync(),
    _ => Usage(),
};

static Task<int> FileAsync(int port, string file)
{
    RecordingSpeed.Make(file);
    return RecordingSpeed.ServeAsync(port, file);
}

static int Usage()
{
    Console.Error.WriteLine(
        "parts FOLDER: times the parts of a read and of an opening\nsweeps FOLDER COUNT: times the pass over deadlines with so many open\nreports FOLDER COUNT: see reports.sh\nqueues FOLDER: counts what the embedded queues carry\nfile PORT FILE, recordings SERVICE BARE FOLDER PROCESS: see recordings.sh\n" +
        "bare PORT FOLDER BYTES: serves the physical part of the work alone, to be measured beside the service (see load.sh)");
    return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
