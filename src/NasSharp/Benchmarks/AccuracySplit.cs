namespace NasSharp.Benchmarks;

/// <summary>The part of the images on which an accuracy was measured.</summary>
public enum AccuracySplit
{
    /// <summary>Validation images, mean over the runs: what a search may look at.</summary>
    Validation,

    /// <summary>Test images, mean over the runs: what is reported at the end.</summary>
    Test,

    /// <summary>Validation and test images together, mean over the runs.</summary>
    ValidationAndTest,

    /// <summary>What NASLib hands out as validation accuracy of NAS-Bench-201: one run, without averaging; noisier, and so the harder search.</summary>
    SingleRun,
}
