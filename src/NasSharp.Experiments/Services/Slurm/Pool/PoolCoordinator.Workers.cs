namespace NasSharp.Experiments.Services.Slurm.Pool;

internal sealed partial class PoolCoordinator
{
    /// <summary>Takes a message of a worker.</summary>
    public void Received(IPoolConnection connection, PoolMessage message)
    {
        lock (_gate)
        {
            if (message.Kind == PoolMessage.Hello)
                Greet(connection, message);
            else if (_byConnection.TryGetValue(connection, out var session))
                Take(session, message);
            else
                connection.Close(); // nobody speaks before he has said who he is
        }
    }

    /// <summary>A connection has ended; its worker may come back.</summary>
    public void Disconnected(IPoolConnection connection)
    {
        lock (_gate)
        {
            if (!_byConnection.Remove(connection, out var session) || session.Connection != connection)
                return;
            session.Connection = null;
            session.GoneAt = Now;
        }
    }

    /// <summary>Gives up workers that are silent and trials that they had, sends idle ones away and answers the others' signs of life.</summary>
    /// <param name="allWorkersAreHere">Whether no other worker can come back with an attempt of an earlier manager.</param>
    public void Step(bool allWorkersAreHere)
    {
        lock (_gate)
        {
            var now = Now;
            foreach (var session in _sessions.Values.ToArray())
            {
                if (session.Connection is null ? now - session.GoneAt > times.Reconnect : now - session.HeardAt > times.Lease)
                    GiveUp(session);
                else if (session.Current is null && now - session.IdleSince > times.Idle && _waiting.Count == 0 && !session.Leaves)
                {
                    session.Leaves = true;
                    session.Send(new PoolMessage(PoolMessage.Leave));
                }
            }
            foreach (var attempt in _attempts.Values.Where(a => a.Phase == PoolPhase.Sought && (allWorkersAreHere || now > times.Reunion)).ToArray())
                Lose(attempt, "no worker has it any more");
            foreach (var attempt in _attempts.Values.Where(a => a is { Phase: PoolPhase.Assigned, IsWorkerCancelled: false } && now - a.CancelledAt > times.Grace))
            {
                attempt.IsWorkerCancelled = true;
                CancelWorker?.Invoke(attempt.Session!.Job);
            }
        }
    }

    private void Greet(IPoolConnection connection, PoolMessage hello)
    {
        if (!Knows(hello.Secret) || hello is not { Worker: { } worker, Job: { } job })
        {
            connection.Close();
            return;
        }
        var held = hello.Holds ?? [];
        var session = new PoolSession(worker, job, connection, Now);
        _spoken.Add(job);
        if (_sessions.Remove(worker, out var before))
        {
            if (before.Connection is { } old)
            {
                _byConnection.Remove(old);
                old.Close();
            }
            // What it was sent and does not have never reached it: it has not run, and need not be another attempt.
            foreach (var attempt in before.Attempts.Where(a => a.Phase == PoolPhase.Assigned))
            {
                if (held.Contains(attempt.Token))
                    Attach(session, attempt);
                else
                    GiveBack(attempt);
            }
            foreach (var attempt in before.Attempts.Where(a => a.Phase == PoolPhase.Ended))
                Attach(session, attempt);
        }
        _sessions[worker] = session;
        _byConnection[connection] = session;
        foreach (var token in held)
        {
            if (_attempts.TryGetValue(token, out var attempt) && attempt.Phase == PoolPhase.Sought)
            {
                attempt.Phase = PoolPhase.Assigned;
                Attach(session, attempt);
            }
            else if (attempt?.Session != session)
                session.Send(new PoolMessage(PoolMessage.Stop) { Token = token }); // it was given up: what comes of it is refused
        }
        if (session.Current is null)
            Offer(session);
    }

    private static void Attach(PoolSession session, PoolAttempt attempt)
    {
        attempt.Session = session;
        session.Attempts.Add(attempt);
        if (attempt.Phase == PoolPhase.Assigned)
        {
            session.Current = attempt;
            if (attempt.CancelledAt is not null)
                session.Send(new PoolMessage(PoolMessage.Stop) { Token = attempt.Token });
        }
    }

    private void Take(PoolSession session, PoolMessage message)
    {
        session.HeardAt = Now;
        switch (message.Kind)
        {
            case PoolMessage.Beat:
                session.Send(message);
                return;
            case PoolMessage.Leaving:
                session.Leaves = true;
                return;
        }
        if (message.Token is not { } token)
            return;
        if (!_attempts.TryGetValue(token, out var attempt) || attempt.Session != session)
        {
            if (message.Kind == PoolMessage.Done)
                Refuse(session, token);
            return;
        }
        if (attempt.Phase != PoolPhase.Assigned)
            return; // said before, to be recorded soon
        switch (message.Kind)
        {
            case PoolMessage.Begun:
                attempt.Report(new ServiceReport.Begun { Attempt = attempt.Attempt.Record, Ago = TimeSpan.FromSeconds(message.Seconds) });
                break;
            case PoolMessage.Metric when message.Index == attempt.Metrics && ParseReport(message) is { } metric:
                attempt.Metrics++;
                attempt.Report(new ServiceReport.Reported(metric) { Attempt = attempt.Attempt.Record });
                break;
            case PoolMessage.Done:
                End(attempt, message.ExitCode, message.Problem, message.IsLost, message.LogTail, TimeSpan.FromSeconds(message.Seconds));
                Free(session, attempt);
                break;
            case PoolMessage.Returned:
                session.Attempts.Remove(attempt);
                GiveBack(attempt);
                Free(session, attempt);
                break;
        }
    }

    private void Free(PoolSession session, PoolAttempt attempt)
    {
        if (session.Current != attempt)
            return;
        session.Current = null;
        Offer(session);
    }

    private void Refuse(PoolSession session, string token)
    {
        Refused++;
        session.Send(new PoolMessage(PoolMessage.Recorded) { Token = token });
    }

    private void GiveBack(PoolAttempt attempt)
    {
        (attempt.Phase, attempt.Session, attempt.Metrics) = (PoolPhase.Waiting, null, 0);
        if (attempt.CancelledAt is not null)
        {
            End(attempt, 143, null);
            _attempts.Remove(attempt.Token);
            return;
        }
        _waiting.AddFirst(attempt);
        Assign();
    }

    private void GiveUp(PoolSession session)
    {
        _sessions.Remove(session.Worker);
        if (session.Connection is { } connection)
        {
            _byConnection.Remove(connection);
            connection.Close();
        }
        foreach (var attempt in session.Attempts.Where(a => a.Phase == PoolPhase.Assigned).ToArray())
            Lose(attempt, $"its worker {session.Job} was lost");
    }

    // From now on the token is unknown: whoever comes with it is refused.
    private void Lose(PoolAttempt attempt, string problem)
    {
        attempt.Session?.Attempts.Remove(attempt);
        End(attempt, 143, attempt.CancelledAt is null ? problem : null, isLost: attempt.CancelledAt is null);
        _attempts.Remove(attempt.Token);
    }
}
