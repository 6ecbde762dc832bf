using ReAgent.Client.Commands;
using Xunit;

namespace ReAgent.Client.Tests.Commands;

public class OutputFolderTests
{
    [Theory]
    [InlineData("samples/cartpole_offline_dqn.yaml", "cartpole_offline_dqn")]
    [InlineData("My pole (v2).yaml", "My-pole-v2-")]
    [InlineData(".hidden.yaml", "hidden")]
    [InlineData("???.yaml", "experiment")]
    public void A_file_names_its_experiment(string path, string name) => Assert.Equal(name, OutputFolder.NameOf(path));

    [Fact]
    public void A_chosen_folder_may_be_absolute_below_the_data_root() => Assert.Equal("a/b", OutputFolder.Of("x", "/data/a/b", "/data"));
}
