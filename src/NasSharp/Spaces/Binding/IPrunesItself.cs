namespace NasSharp.Spaces.Binding;

/// <summary>A module that knows which of its own parts an applied architecture leaves without use, beyond the candidates that are dropped anyway.</summary>
internal interface IPrunesItself
{
    /// <summary>Unregisters what no forward will reach any more; its tensors are freed afterwards.</summary>
    void Prune();
}
