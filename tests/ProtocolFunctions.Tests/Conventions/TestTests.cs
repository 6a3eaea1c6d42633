using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>What every test class here owes.</summary>
public sealed class TestTests
{
    [Fact]
    public void A_class_that_uses_the_service_ends_each_test_by_looking_at_what_it_logged()
    {
        var using_ = typeof(TestTests).Assembly.GetTypes().Where(type => typeof(IClassFixture<RunningService>).IsAssignableFrom(type)).ToList();
        Assert.NotEmpty(using_);
        Assert.All(using_, type => Assert.True(typeof(IDisposable).IsAssignableFrom(type), type.Name));
    }

    [Fact]
    public void Test_classes_are_sealed_and_have_no_base()
    {
        var classes = typeof(TestTests).Assembly.GetTypes().Where(type => type is { IsPublic: true, IsClass: true }).ToList();
        Assert.NotEmpty(classes);
        Assert.All(classes, type => Assert.True(type.IsSealed && type.BaseType == typeof(object), type.Name));
    }
}
