namespace NasSharp.OneShot;

/// <summary>Temperatures of samples over the epochs of a search.</summary>
internal static class TemperatureSchedule
{
    /// <summary>From <paramref name="first"/> in the first epoch in a line to <paramref name="last"/> in the last.</summary>
    public static double Linear(double first, double last, int epoch, int epochs) =>
        epochs == 1 ? first : first + (last - first) * Math.Min(epoch, epochs - 1) / (epochs - 1);
}
