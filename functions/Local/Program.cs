using Protocols.Local;

return args switch
{
    ["seed", .. var rest] => await SeedCommand.RunAsync(rest),
    ["token", .. var rest] => await TokenCommand.RunAsync(rest),
    ["verify", .. var rest] => await VerifyCommand.RunAsync(rest),
    _ => await ServeCommand.RunAsync(args),
};
