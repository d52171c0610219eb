using System.Diagnostics;
using OpenTelemetry.Trace;

namespace ProductPlatform.ServiceDefaults;

/// <summary>
/// Leaves out traces that begin with a call to a server: no request and no message led to it, so it is one of the polls of a process that
/// is idle. What begins otherwise is for the sampler behind this one.
/// </summary>
internal sealed class BackgroundSampler(Sampler others) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Client
            ? new SamplingResult(SamplingDecision.Drop)
            : others.ShouldSample(samplingParameters);
}
