using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using ProtocolFunctions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
var errors = await AzureService.AddAsync(builder.Services, builder.Configuration, TimeProvider.System);
if (errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"This cannot start as it is set:\n  {string.Join("\n  ", errors)}");
    return 1;
}
await builder.Build().RunAsync();
return 0;
