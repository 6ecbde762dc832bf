using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The shape, the element type and the device.</summary>
        public override string ToString() => ToString(TensorStringStyle.Metadata);

        public string ToString(TensorStringStyle style, string? fltFormat = null, int width = 100, CultureInfo? cultureInfo = null,
            string newLine = "")
        {
            if (IsInvalid)
            {
                return "Invalid";
            }
            string metadata = $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";
            if (style is TensorStringStyle.Metadata or TensorStringStyle.Default)
            {
                return metadata;
            }
            using Tensor whole = detach();
            using Tensor host = whole.cpu();
            var text = new StringBuilder(style == TensorStringStyle.Julia ? metadata + Environment.NewLine : string.Empty);
            using Tensor wide = dtype == ScalarType.Bool || torch.is_integral(dtype) ? host.to_type(ScalarType.Int64) : host.to_type(ScalarType.Float64);
            string[] elements = wide.dtype == ScalarType.Int64
                ? [.. wide.data<long>().ToArray().Select(
                    value => dtype == ScalarType.Bool ? (value != 0 ? "True" : "False") : value.ToString(CultureInfo.InvariantCulture))]
                : [.. wide.data<double>().ToArray().Select(
                    value => value.ToString(fltFormat ?? "g5", cultureInfo ?? CultureInfo.InvariantCulture))];
            int column = elements.Select(element => element.Length).DefaultIfEmpty().Max();
            int position = 0;
            Append(text, shape, 0, elements, ref position, column, style == TensorStringStyle.CSharp ? ('{', '}') : ('[', ']'));
            return text.ToString();
        }

        public string str(string? fltFormat = null, int width = 100, CultureInfo? cultureInfo = null) =>
            ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo);

        public string jlstr(string? fltFormat = null, int width = 100, CultureInfo? cultureInfo = null) =>
            ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo);

        public string npstr(string? fltFormat = null, int width = 100, CultureInfo? cultureInfo = null) =>
            ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo);

        public string cstr(string? fltFormat = null, int width = 100, CultureInfo? cultureInfo = null) =>
            ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo);

        public Tensor print()
        {
            Console.WriteLine(str());
            return this;
        }

        private static void Append(
            StringBuilder text, long[] shape, int level, string[] elements, ref int position, int column, (char Open, char Close) brackets)
        {
            if (level == shape.Length)
            {
                text.Append(elements[position++].PadLeft(column));
                return;
            }
            text.Append(brackets.Open);
            for (long i = 0; i < shape[level]; i++)
            {
                if (i > 0)
                {
                    text.Append(level == shape.Length - 1 ? ", " : "," + Environment.NewLine + new string(' ', level + 1));
                }
                Append(text, shape, level + 1, elements, ref position, column, brackets);
            }
            text.Append(brackets.Close);
        }
    }
}
