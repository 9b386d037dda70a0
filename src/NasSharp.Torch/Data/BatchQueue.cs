using System.Runtime.ExceptionServices;
using NasSharp.Torch.Interop;

namespace NasSharp.Torch.Data;

/// <summary>
/// Threads that make the batches of a plan ahead, at most so many, and hand them out in order. A batch that cannot be made is an
/// error when its turn comes, not before.
/// </summary>
internal sealed class BatchQueue : IDisposable
{
    private readonly object _gate = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly Func<int[], int, CancellationToken, PreparedBatch> _make;
    private readonly BatchPlan _plan;
    private readonly int _ahead;
    private readonly Dictionary<long, (PreparedBatch? Batch, Exception? Error)> _made = [];
    private readonly Thread[] _threads;
    private long _taken;   // sequence number of the batch that the consumer gets next
    private long _started; // sequence number of the batch that a worker starts next
    private int _nextEpoch;
    private int _nextBatch;
    private int _untilEpoch;
    private bool _stopped;

    /// <param name="make">Makes the batch of these samples of this epoch; called on the threads.</param>
    /// <param name="plan">Which samples come.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="workers">Number of threads, at least 1.</param>
    /// <param name="ahead">Batches made or being made that the consumer has not taken, at most.</param>
    /// <param name="name">The threads' name.</param>
    public BatchQueue(Func<int[], int, CancellationToken, PreparedBatch> make, BatchPlan plan, LoaderPosition start, int workers, int ahead, string name)
    {
        (_make, _plan, _ahead, _nextEpoch, _nextBatch) = (make, plan, Math.Max(ahead, 1), start.Epoch, start.Batch);
        _threads = [.. Enumerable.Range(0, workers).Select(i => new Thread(Work) { IsBackground = true, Name = $"{name} {i}" })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>Waits for the next batch.</summary>
    /// <param name="untilEpoch">The workers may go on to the start of this epoch, not further.</param>
    public PreparedBatch Take(int untilEpoch)
    {
        (PreparedBatch? Batch, Exception? Error) result;
        lock (_gate)
        {
            _untilEpoch = Math.Max(_untilEpoch, untilEpoch);
            Monitor.PulseAll(_gate);
            while (!_made.Remove(_taken, out result))
                Monitor.Wait(_gate);
            if (result.Batch is not null)
                _taken++;
            else
                _made[_taken] = result; // the error stays until the loader is sought elsewhere
            Monitor.PulseAll(_gate);
        }
        if (result.Error is not null)
            ExceptionDispatchInfo.Throw(result.Error);
        return result.Batch!;
    }

    /// <summary>Stops the threads, waits for them, and frees the batches that nobody took.</summary>
    public void Dispose()
    {
        Stop();
        foreach (var thread in _threads)
            thread.Join();
        foreach (var (batch, _) in _made.Values)
            batch?.Dispose();
        _made.Clear();
        _cancel.Dispose();
    }

    /// <summary>Tells the threads to end, in the middle of a batch, without waiting for them.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
        _cancel.Cancel();
    }

    private void Work()
    {
        // In OpenMP every thread that spreads its operators has a pool of its own. Once all pools have more threads than the machine has cores, the threads of the training loop no
        // longer wait awake for the next operator but go to sleep after each one.
        Native.Check(Native.ns_compute_alone());
        while (Claim(out var sequence, out var epoch, out var samples))
        {
            PreparedBatch? batch = null;
            Exception? error = null;
            try
            {
                batch = _make(samples, epoch, _cancel.Token);
            }
            catch (Exception caught)
            {
                error = caught;
            }
            lock (_gate)
            {
                _made[sequence] = (batch, error);
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool Claim(out long sequence, out int epoch, out int[] samples)
    {
        lock (_gate)
        {
            while (!_stopped && (_started - _taken >= _ahead || _nextEpoch >= _untilEpoch))
                Monitor.Wait(_gate);
            (sequence, epoch, samples) = (_started, _nextEpoch, []);
            if (_stopped)
                return false;
            samples = _plan.Samples(_nextEpoch, _nextBatch);
            _started++;
            if (++_nextBatch == _plan.BatchesPerEpoch)
                (_nextEpoch, _nextBatch) = (_nextEpoch + 1, 0);
            return true;
        }
    }
}
