Console.WriteLine("Protocols");
