using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// Jacobian covariance (Mellor et al. 2020, first version of arXiv 2006.04647; Abdelfattah et al. 2021): the correlation of the gradients of the summed outputs
/// with respect to each image; -sum(log(v + k) + 1 / (v + k)) over its eigenvalues v, k = 1e-5. The less two images have in common, the higher.
/// </summary>
internal sealed class JacobianCovariance : IZeroCostProxy
{
    private const double K = 1e-5;

    public string Name => "jacob_cov";

    public string Description => "how little the input gradients of different images correlate (Mellor et al. 2020)";

    public double Compute(ProxyNetwork network)
    {
        var images = network.Batch.Images.detach().clone();
        images.requires_grad = true;
        var output = network.Model.call(images).sum();
        if (!output.requires_grad || autograd.grad([output], [images], allow_unused: true)[0] is not { } gradient)
            return double.NaN;
        var jacobian = gradient.flatten(1).to(ScalarType.Float64);
        var centred = jacobian - jacobian.mean([1], keepdim: true);
        var rows = centred / centred.square().sum(1, keepdim: true).sqrt();
        var correlation = rows.matmul(rows.t());
        // An image without any gradient correlates with nothing: 0 / 0.
        if (!correlation.isfinite().all().ToBoolean())
            return double.NaN;
        var eigenvalues = linalg.eigvalsh(correlation).to_array<double>();
        return -eigenvalues.Sum(v => Math.Log(v + K) + 1 / (v + K));
    }
}
