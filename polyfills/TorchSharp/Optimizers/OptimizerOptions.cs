using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace TorchSharp.Modules;

/// <summary>The hyperparameters of a parameter group. Derived classes hold theirs in public fields of type double? and bool?; null means
/// "as the optimizer says".</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
        FieldInfo[] fields = Fields();
        writer.Write7BitEncodedInt(fields.Length);
        foreach (FieldInfo field in fields)
        {
            writer.Write(field.Name);
            writer.Write(field.GetValue(this) switch
            {
                double number => number,
                bool flag => flag ? 1.0 : 0.0,
                _ => double.NaN,
            });
        }
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
        Dictionary<string, FieldInfo> fields = Fields().ToDictionary(field => field.Name);
        int count = reader.Read7BitEncodedInt();
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            double value = reader.ReadDouble();
            if (!fields.TryGetValue(name, out FieldInfo? field))
            {
                throw new InvalidDataException(
                    $"The saved optimizer has an option '{name}', which {GetType().DeclaringType?.Name} does not; it has: {string.Join(", ", fields.Keys)}.");
            }
            field.SetValue(this, field.FieldType == typeof(bool?) ? value != 0 : value);
        }
    }

    public virtual void LoadStateDict(OptimizerOptions source)
    {
        if (source.GetType() != GetType())
        {
            throw new ArgumentException($"Options of {source.GetType().DeclaringType?.Name} do not fit {GetType().DeclaringType?.Name}.");
        }
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
        foreach (FieldInfo field in Fields())
        {
            field.SetValue(this, field.GetValue(source));
        }
    }

    internal void FillFrom(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        foreach (FieldInfo field in Fields().Where(field => field.GetValue(this) is null))
        {
            field.SetValue(this, field.GetValue(defaults));
        }
    }

    private FieldInfo[] Fields() => GetType().GetFields(BindingFlags.Public | BindingFlags.Instance);
}
