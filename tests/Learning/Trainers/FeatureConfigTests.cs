using ReAgent.Contracts.Configuration;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Dqn;
using Xunit;

namespace ReAgent.Learning.Tests.Trainers;

public sealed class FeatureConfigTests
{
    private static readonly ConfigCatalog Catalog = new(typeof(ModelOptions).Assembly);

    private static ModelOptions Read(string raw, string network = """{"FullyConnectedWithEmbedding": {"sizes": [8], "activations": ["relu"], "embedding_dim": 16}}""", string model = "DiscreteDQN") =>
        ConfigJson.Read<ModelOptions>(
            $$"""
            {"{{model}}": {
              "trainer_param": {"actions": ["a", "b"]},
              {{(network.Length > 0 ? $"\"net_builder\": {network}," : "")}}
              "state_feature_config_provider": {"raw": {{raw}} } } }
            """,
            Catalog);

    private static string Refusal(string raw) => Assert.Throws<ConfigException>(() => Read(raw)).Message;

    /// <summary>The features of the original's file for the changing arms, in the form that lists ids.</summary>
    private const string ListedIds =
        """
        {"float_feature_infos": [{"name": "arm0_sample", "feature_id": 0}, {"name": "arm1_sample", "feature_id": 1}],
         "id_list_feature_configs": [{"name": "legal", "feature_id": 100, "id_mapping_name": "legal_actions"}],
         "id_score_list_feature_configs": [{"name": "mu_changes", "feature_id": 1000, "id_mapping_name": "arms_list"}],
         "id_mapping_config": {"legal_actions": {"ids": [1000000, 1000001, 1000002]}, "arms_list": {"ids": [1500000, 1500001]}}}
        """;

    [Fact]
    public void Listed_ids_have_a_row_each_and_are_summed()
    {
        var model = Read(ListedIds);
        var ids = model.StateFeatures!.Ids!;

        Assert.Equal(["state_id_list_features", "state_id_score_list_features"], ids.Columns);
        Assert.Equal([new IdBag(100, false, 1), new IdBag(1000, true, 0)], ids.Bags.AsEnumerable());
        Assert.Equal([2, 3], ids.Tables.Select(table => table.Rows));
        Assert.Equal([1500000L, 1500001], ids.Tables[0].Ids.AsEnumerable());
        Assert.All(ids.Tables, table => Assert.Equal((IdMapping.Listed, false), (table.Mapping, table.Mean)));
        Assert.Equal([0L, 1], model.StatePreprocessing.AllowedlistFeatures!);
    }

    [Fact]
    public void A_table_of_a_size_hashes_and_takes_the_mean_unless_it_is_told_otherwise()
    {
        var model = Read(
            """
            {"id_list_feature_configs": [{"name": "seen", "feature_id": 1, "id_mapping_name": "items"}, {"name": "liked", "feature_id": 2, "id_mapping_name": "people"}],
             "id_mapping_config": {
               "items": {"embedding_table_size": 50, "embedding_dim": 16},
               "people": {"embedding_table_size": 20, "embedding_dim": 16, "hashing": false, "pooling_type": "SUM"}}}
            """);
        var tables = model.StateFeatures!.Ids!.Tables;

        Assert.Equal((50, IdMapping.Hashed, true), (tables[0].Rows, tables[0].Mapping, tables[0].Mean));
        Assert.Equal((20, IdMapping.Direct, false), (tables[1].Rows, tables[1].Mapping, tables[1].Mean));
        Assert.Equal(16, model.StateFeatures.Bags!.EmbeddingDim);
        Assert.Null(model.StatePreprocessing.AllowedlistFeatures);
    }

    [Fact]
    public void The_network_embeds_the_bags_at_the_end_of_the_state()
    {
        var model = Assert.IsType<DqnModel>(Read(ListedIds));
        var embedding = Assert.IsType<EmbeddingArchitecture>(model.NetBuilder.Architecture(2 + 5, 2, ids: model.StateFeatures!.Bags));

        Assert.Equal((2, 16, 7, 2), (embedding.PlainInputs, embedding.EmbeddingDim, embedding.Inputs, embedding.Outputs));
        Assert.Equal([1, 0], embedding.Bags.AsEnumerable());
        Assert.Equal((2 * 16) + 2, embedding.Body.Inputs);
        Assert.Empty(embedding.Validate());
        Assert.IsType<FullyConnectedArchitecture>(model.NetBuilder.Architecture(7, 2));
    }

    [Theory]
    [InlineData("DiscreteDQN")]
    [InlineData("DiscreteCQL")]
    [InlineData("DiscreteC51DQN")]
    [InlineData("DiscreteQRDQN")]
    public void Every_discrete_model_of_values_takes_ids(string name)
    {
        var model = Read(ListedIds, "", name);

        Assert.Equal(5, model.StateFeatures!.Ids!.Width);
        Assert.Equal([0L, 1], model.StatePreprocessing.AllowedlistFeatures!);
    }

    [Theory]
    [InlineData(
        """{"id_list_feature_configs": [{"name": "a", "feature_id": 1, "id_mapping_name": "itemz"}], "id_mapping_config": {"items": {"ids": [1]}}}""",
        "Did you mean 'items'?")]
    [InlineData(
        """{"id_list_feature_configs": [{"name": "a", "feature_id": 1, "id_mapping_name": "i"}, {"name": "b", "feature_id": 1, "id_mapping_name": "i"}], "id_mapping_config": {"i": {"ids": [1]}}}""",
        "a and b have the same id, 1")]
    [InlineData(
        """{"id_list_feature_configs": [{"name": "a", "feature_id": 1, "id_mapping_name": "i"}], "id_score_list_feature_configs": [{"name": "a", "feature_id": 2, "id_mapping_name": "i"}], "id_mapping_config": {"i": {"ids": [1]}}}""",
        "Two features have the name 'a'")]
    [InlineData("""{"float_feature_infos": [{"name": "a", "feature_id": 1}, {"name": "b", "feature_id": 1}]}""", "Two float features have the id 1")]
    [InlineData("""{"id_mapping_config": {"i": {"embedding_table_size": 10001}}}""", "one number per row")]
    [InlineData("""{"id_mapping_config": {"i": {}}}""", "How large is the table?")]
    [InlineData("""{"id_mapping_config": {"i": {"ids": [1], "embedding_table_size": 1}}}""", "leave embedding_table_size out")]
    [InlineData("""{"id_mapping_config": {"i": {"ids": [1, 2, 1]}}}""", "The id 1 is listed twice")]
    [InlineData("""{"id_mapping_config": {"i": {"ids": [1], "embedding_dim": 2}, "j": {"ids": [1], "embedding_dim": 3}}}""", "embedding_dim is 2 in 'i' and 3 in 'j'")]
    [InlineData(
        """{"id_list_feature_configs": [{"name": "a", "feature_id": 1, "id_mapping_name": "i"}], "id_mapping_config": {"i": {"ids": [1], "embedding_dim": 8}}}""",
        "wants vectors of 16 numbers, but embedding_dim is 8")]
    public void What_does_not_fit_together_is_refused(string raw, string expected) => Assert.Contains(expected, Refusal(raw), StringComparison.Ordinal);
}
