using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Teaching.Tests.Doors;

public class DoorTests
{
    private static readonly string[] Folders = ["Activations", "Losses", "Layers", "Networks", "Optimizers", "Examples", "Training", "Metrics"];

    private static readonly Dictionary<string, Door> Rows = DoorTable.Rows.GroupBy(row => $"{row}")
        .SelectMany(same => same.Select((row, i) => (Name: i == 0 ? same.Key : $"{same.Key} ({i + 1})", Row: row))).ToDictionary(named => named.Name, named => named.Row);

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_door_refuses_with_the_cause(string name)
    {
        Door row = Rows[name];
        Exception error = Assert.ThrowsAny<Exception>(row.Act);
        Assert.True(row.Error == error.GetType(), $"{row.Error.Name} was expected, but it is {error}");
        Assert.All(row.Words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_public_class_and_every_door_that_is_fed_something_is_in_the_table()
    {
        Type[] types = PublicTypes();
        Assert.InRange(types.Length, 55, 85);
        HashSet<string> named = [.. DoorTable.Rows.Select(row => row.Name), .. DoorTable.Open.Keys];
        HashSet<string> classes = [.. named.Select(name => name.Split('.', '[')[0])];
        string[] missing =
        [
            .. types.Select(Name).Where(name => !classes.Contains(name)),
            .. types.Where(type => !DoorTable.Open.ContainsKey(Name(type))).SelectMany(DoorsOf).Where(door => !named.Contains(door)).Distinct(),
        ];
        Assert.True(missing.Length == 0, "No row says what these refuse: " + string.Join(", ", missing));
    }

    [Fact]
    public void No_row_names_a_door_that_there_is_not()
    {
        Type[] types = PublicTypes();
        foreach (string name in DoorTable.Rows.Select(row => row.Name).Concat(DoorTable.Open.Keys).Distinct())
        {
            string[] parts = name.Replace("[]", ".Item").Split('.');
            Type[] named = [.. types.Where(type => Name(type) == parts[0])];
            Assert.True(named.Length > 0, $"There is no public class {parts[0]}");
            if (parts.Length > 1 && parts[1] != "new") Assert.True(named.Any(type => type.GetMember(parts[1]).Length > 0), $"There is no {name}");
        }
    }

    /// <summary>Constructors and methods with parameters and properties that can be set, of the type itself.</summary>
    private static IEnumerable<string> DoorsOf(Type type)
    {
        if (type.IsEnum || type.IsInterface) yield break;
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (ConstructorInfo made in type.GetConstructors().Where(made => made.GetParameters().Length > 0)) yield return $"{Name(type)}.new";
        foreach (MethodInfo method in type.GetMethods(Declared))
        {
            bool written = !method.IsSpecialName && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null && method.GetBaseDefinition().DeclaringType != typeof(object);
            if (written && method.GetParameters().Length > 0) yield return $"{Name(type)}.{method.Name}";
        }
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            if (property.GetIndexParameters().Length > 0) yield return $"{Name(type)}[]";
            else if (property.SetMethod is { IsPublic: true } && !IsOfTheConstructor(property)) yield return $"{Name(type)}.{property.Name}";
        }
    }

    /// <summary>A record's property that its constructor is given: that is the door.</summary>
    private static bool IsOfTheConstructor(PropertyInfo property) => property.DeclaringType!.GetConstructors()
        .Any(made => made.GetParameters().Any(parameter => parameter.Name == property.Name));

    private static string Name(Type type) => type.Name.Split('`')[0];

    /// <summary>The public types of the library that the files of these folders declare.</summary>
    private static Type[] PublicTypes([CallerFilePath] string here = "")
    {
        string library = Path.Combine(Root(here), "src", "Teaching");
        HashSet<string> declared = [.. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(library, folder), "*.cs", SearchOption.AllDirectories))
            .Append(Path.Combine(library, "Gradients", "NetworkGradients.cs"))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"^public [a-z ]*(?:class|struct|record|enum|interface) (\w+)", RegexOptions.Multiline))
            .Select(match => match.Groups[1].Value)];
        return [.. typeof(Network).Assembly.GetExportedTypes().Where(type => declared.Contains(Name(type)) && !type.IsDefined(typeof(ObsoleteAttribute)))];
    }

    /// <summary>The clone of the course: above this file, or above where the tests run.</summary>
    private static string Root(string here)
    {
        foreach (string start in new[] { here, AppContext.BaseDirectory })
        {
            for (string? folder = Path.GetDirectoryName(start); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "Teaching.sln"))) return folder;
            }
        }
        throw new InvalidOperationException("The sources of the course are not here.");
    }
}
