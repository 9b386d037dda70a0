namespace NasSharp.Morphing;

/// <summary>
/// Proposes networks that descend from trained ones, and learns how good they were. Several may be asked for before one is told. Deterministic: the same calls
/// with the same scores give the same proposals.
/// </summary>
public interface INetworkSearch
{
    /// <summary>The next network to train; null when a running one must end first.</summary>
    NetworkProposal? Ask();

    /// <summary>The result of a proposal.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="score">Higher is better; null: its training failed.</param>
    /// <exception cref="ArgumentException">There is no such proposal, or it has a result already.</exception>
    void Tell(int id, double? score);
}
