using Xunit;

namespace ReAgent.Grains.Tests;

[CollectionDefinition("grains")]
public sealed class GrainClusterCollection : ICollectionFixture<GrainCluster>;
