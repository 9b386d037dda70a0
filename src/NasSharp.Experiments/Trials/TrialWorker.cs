using System.Net.Sockets;

namespace NasSharp.Experiments.Trials;

/// <summary>The worker's side of warm workers: takes trials from a socket until the manager closes it.</summary>
internal static class TrialWorker
{
    public static int Serve(string path, Action body)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" };
        var standard = (Console.Out, Console.Error);
        try
        {
            writer.WriteLine(new WorkerMessage(WorkerMessage.Hello).ToLine());
            // The manager's end closes this socket; a trial that is running then has nobody to report to, so the process ends with it.
            var orders = Listen(reader);
            while (orders.Take() is { } order)
            {
                writer.WriteLine(new WorkerMessage(WorkerMessage.Begun).ToLine());
                var code = RunOne(WorkerMessage.Parse(order), body);
                writer.WriteLine(new WorkerMessage(WorkerMessage.Done, ExitCode: code).ToLine());
            }
            return 0;
        }
        catch (IOException)
        {
            return 0; // the manager is gone
        }
        finally
        {
            Console.SetOut(standard.Out);
            Console.SetError(standard.Error);
        }
    }

    private static System.Collections.Concurrent.BlockingCollection<string?> Listen(StreamReader reader)
    {
        var orders = new System.Collections.Concurrent.BlockingCollection<string?>();
        var busy = new Thread(() =>
        {
            try
            {
                while (reader.ReadLine() is { } line)
                    orders.Add(line);
            }
            catch (IOException)
            {
                // as an end
            }
            Environment.Exit(0);
        })
        { IsBackground = true, Name = "nasctl orders" };
        busy.Start();
        return orders;
    }

    private static int RunOne(WorkerMessage order, Action body)
    {
        using var output = Log(order.Folder!, TrialEnvironment.OutputFile);
        using var error = Log(order.Folder!, TrialEnvironment.ErrorFile);
        Console.SetOut(output);
        Console.SetError(error);
        var code = 0;
        try
        {
            Trial.Within(TrialContext.OfFolder(order.Folder!, order.Number, order.Epochs), body);
        }
        catch (Exception failure)
        {
            error.WriteLine(failure);
            code = 1;
        }
        File.WriteAllText(Path.Combine(order.Folder!, TrialEnvironment.ExitFile), FormattableString.Invariant($"{code}\n"));
        return code;
    }

    private static StreamWriter Log(string folder, string name) => new(Path.Combine(folder, name), append: true) { AutoFlush = true, NewLine = "\n" };
}
