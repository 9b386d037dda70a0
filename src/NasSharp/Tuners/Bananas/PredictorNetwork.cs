using System.Numerics;
using System.Runtime.InteropServices;
using NasSharp.Training;

namespace NasSharp.Tuners.Bananas;

/// <summary>A small fully connected network with rectified hidden layers and one output, trained by Adam on squared errors. Its inputs are the positions of ones.</summary>
internal sealed class PredictorNetwork
{
    private const int Batch = 32;
    private const float Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;

    private readonly int _units;
    private readonly int _inputs;
    private readonly int _layers;
    private readonly float[] _weights; // inputs x units, (layers - 1) of units x units, units; each followed by its biases
    private readonly float[] _gradient;
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly float[][] _active;
    private readonly float[][] _error;
    private readonly int _bias; // of the output
    private int _steps;

    public PredictorNetwork(int inputs, int layers, int units, RandomStream random)
    {
        (_inputs, _layers, _units) = (inputs, layers, units);
        _bias = Offset(layers) + units;
        // Whole vectors only; what is left over at the end stays 0.
        _weights = new float[(_bias + Vector<float>.Count) / Vector<float>.Count * Vector<float>.Count];
        (_gradient, _first, _second) = (new float[_weights.Length], new float[_weights.Length], new float[_weights.Length]);
        _active = [.. Enumerable.Range(0, layers).Select(_ => new float[units])];
        _error = [.. Enumerable.Range(0, layers).Select(_ => new float[units])];
        // He et al. 2015 for rectified units; of the inputs only few are 1.
        for (var layer = 0; layer <= layers; layer++)
        {
            var (start, end) = (Offset(layer), layer == layers ? _bias : Offset(layer + 1) - units);
            var deviation = Math.Sqrt(2.0 / (layer == 0 ? Math.Min(inputs, 8) : units));
            for (var i = start; i < end; i++)
                _weights[i] = (float)random.NextGaussian(0, deviation);
        }
    }

    public double Predict(int[] ones)
    {
        for (var layer = 0; layer < _layers; layer++)
            Forward(layer, ones);
        var sum = _weights[_bias];
        for (var i = 0; i < _units; i++)
            sum += _weights[Offset(_layers) + i] * _active[_layers - 1][i];
        return sum;
    }

    public void Train(IReadOnlyList<int[]> inputs, IReadOnlyList<double> targets, int epochs, double learningRate, RandomStream random)
    {
        var order = Enumerable.Range(0, inputs.Count).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            for (var start = 0; start < order.Length; start += Batch)
            {
                var batch = order.AsSpan(start, Math.Min(Batch, order.Length - start));
                Array.Clear(_gradient);
                foreach (var sample in batch)
                    Backward(inputs[sample], (float)(2 * (Predict(inputs[sample]) - targets[sample]) / batch.Length));
                Step(learningRate);
            }
        }
    }

    private int Offset(int layer) => layer == 0 ? 0 : (_inputs + 1) * _units + (layer - 1) * (_units + 1) * _units;

    private void Forward(int layer, int[] ones)
    {
        var (target, start) = (_active[layer], Offset(layer));
        var rows = layer == 0 ? _inputs : _units;
        _weights.AsSpan(start + rows * _units, _units).CopyTo(target);
        if (layer == 0)
        {
            foreach (var one in ones)
                AddTo(target, _weights.AsSpan(start + one * _units, _units), 1);
        }
        else
        {
            for (var row = 0; row < _units; row++)
                if (_active[layer - 1][row] is var a and > 0)
                    AddTo(target, _weights.AsSpan(start + row * _units, _units), a);
        }
        for (var i = 0; i < _units; i++)
            target[i] = Math.Max(0, target[i]);
    }

    private void Backward(int[] ones, float error)
    {
        var start = Offset(_layers);
        _gradient[_bias] += error;
        for (var i = 0; i < _units; i++)
        {
            _gradient[start + i] += error * _active[_layers - 1][i];
            _error[_layers - 1][i] = _active[_layers - 1][i] > 0 ? error * _weights[start + i] : 0;
        }
        for (var layer = _layers - 1; layer >= 0; layer--)
        {
            start = Offset(layer);
            var rows = layer == 0 ? _inputs : _units;
            AddTo(_gradient.AsSpan(start + rows * _units, _units), _error[layer], 1);
            if (layer == 0)
            {
                foreach (var one in ones)
                    AddTo(_gradient.AsSpan(start + one * _units, _units), _error[0], 1);
                break;
            }
            for (var row = 0; row < _units; row++)
            {
                var active = _active[layer - 1][row];
                var sum = 0f;
                if (active > 0)
                {
                    AddTo(_gradient.AsSpan(start + row * _units, _units), _error[layer], active);
                    for (var i = 0; i < _units; i++)
                        sum += _weights[start + row * _units + i] * _error[layer][i];
                }
                _error[layer - 1][row] = sum;
            }
        }
    }

    private void Step(double learningRate)
    {
        _steps++;
        var rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(Beta2, _steps)) / (1 - Math.Pow(Beta1, _steps)));
        var weights = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan());
        var gradients = MemoryMarshal.Cast<float, Vector<float>>(_gradient.AsSpan());
        var first = MemoryMarshal.Cast<float, Vector<float>>(_first.AsSpan());
        var second = MemoryMarshal.Cast<float, Vector<float>>(_second.AsSpan());
        for (var i = 0; i < weights.Length; i++)
        {
            first[i] += (1 - Beta1) * (gradients[i] - first[i]);
            second[i] += (1 - Beta2) * (gradients[i] * gradients[i] - second[i]);
            weights[i] -= rate * first[i] / (Vector.SquareRoot(second[i]) + new Vector<float>(Epsilon));
        }
    }

    private static void AddTo(Span<float> target, ReadOnlySpan<float> values, float factor)
    {
        var wide = MemoryMarshal.Cast<float, Vector<float>>(target);
        var added = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (var i = 0; i < wide.Length; i++)
            wide[i] += factor * added[i];
        for (var i = wide.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] += factor * values[i];
    }
}
