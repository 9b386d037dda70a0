namespace NasSharp.Experiments.EarlyStopping;

/// <summary>
/// Stops a trial whose best result up to a step is below the median, over the completed trials, of the averages of their results up to that step (Google Vizier, Golovin et al. 2017).
/// </summary>
public sealed class MedianRule : IEarlyStopping
{
    private readonly int _startStep;
    private readonly Dictionary<int, Course> _running = [];
    private readonly List<Course> _completed = [];

    /// <summary>Makes the rule.</summary>
    /// <param name="startStep">Steps before which no trial is stopped; 0, the default: none.</param>
    public MedianRule(int startStep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startStep);
        _startStep = startStep;
    }

    /// <inheritdoc/>
    public bool ShouldStop(int trial, int step, double value)
    {
        if (!_running.TryGetValue(trial, out var course))
            _running[trial] = course = new Course();
        course.Add(value);
        if (step <= _startStep)
            return false;
        var averages = _completed.Where(c => c.Length >= step).Select(c => c.Average(step)).Where(double.IsFinite).Order().ToArray();
        if (averages.Length == 0)
            return false;
        var middle = averages.Length / 2;
        var median = averages.Length % 2 == 1 ? averages[middle] : (averages[middle - 1] + averages[middle]) / 2;
        return !(course.Best >= median);
    }

    /// <inheritdoc/>
    public void Completed(int trial)
    {
        if (_running.Remove(trial, out var course))
            _completed.Add(course);
    }

    // Sums up to each step, so that no average is added up again.
    private sealed class Course
    {
        private readonly List<double> _sums = [];

        public int Length => _sums.Count;

        public double Best { get; private set; } = double.NegativeInfinity;

        public void Add(double value)
        {
            _sums.Add((_sums.Count == 0 ? 0 : _sums[^1]) + value);
            if (value > Best)
                Best = value;
        }

        public double Average(int step) => _sums[step - 1] / step;
    }
}
