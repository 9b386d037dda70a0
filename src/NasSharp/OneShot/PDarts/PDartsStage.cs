namespace NasSharp.OneShot.PDarts;

/// <summary>One stage of P-DARTS: how deep its supernet is and what happens in it.</summary>
/// <param name="Cells">Cells of the stage's supernet, at least 1; handed to the factory that builds it.</param>
/// <param name="Drop">
/// Entries that every layer choice loses after the stage, those with the smallest share of the softmax; 0 or more. The implicit operation "none" is one of them, as
/// in the paper; the last candidate of a choice is never dropped.
/// </param>
/// <param name="SkipDropout">First rate of the dropout on identities, 0 to below 1; see <see cref="PDartsOptions.SkipDropoutAt"/>.</param>
public sealed record PDartsStage(int Cells, int Drop, double SkipDropout);
