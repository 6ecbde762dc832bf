using ReAgent.Client.Views;
using Xunit;

namespace ReAgent.Client.Tests.Views;

public class ProgressTextTests
{
    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(4.06, "4.1 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(61.4, "1 min 01 s")]
    [InlineData(3599.6, "1 h 00 min")]
    [InlineData(11_100, "3 h 05 min")]
    public void Durations_are_as_precise_as_they_are_long(double seconds, string text) => Assert.Equal(text, ProgressText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.000012345, "1.234E-05")]
    [InlineData(12.3456, "12.35")]
    [InlineData(123456.7, "123,457")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_have_four_digits_or_separators(double number, string text) => Assert.Equal(text, ProgressText.Number(number));
}
