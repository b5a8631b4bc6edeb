using System.Text.Json.Nodes;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>Cells that ask for input.</summary>
public sealed class InputTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    private KernelClient Client => kernel.Client;

    [Fact]
    public void A_line_is_asked_of_the_client_and_its_answer_read()
    {
        string cell = Client.SendCell("Console.Write(\"Name? \");\nvar name = Console.ReadLine();\nname + Console.ReadLine()");
        Received question = Client.Question();
        Assert.Equal("input_request", question.Type);
        Assert.Equal(cell, question.Parent);
        Assert.Equal("Name? ", question.Text("prompt"));
        Assert.False(question.Content.GetProperty("password").GetBoolean());
        Client.Answer("Ada 😀");
        Client.Question();
        Client.Answer("!");
        Assert.Equal("Ada 😀!", Client.Await(cell).Result);
    }

    [Fact]
    public void A_password_is_asked_for_as_one()
    {
        string cell = Client.SendCell("ReadPassword(\"Key: \").Length");
        Received question = Client.Question();
        Assert.True(question.Content.GetProperty("password").GetBoolean());
        Assert.Equal("Key: ", question.Text("prompt"));
        Client.Answer("secret");
        Assert.Equal("6", Client.Await(cell).Result);
    }

    [Fact]
    public void Where_nobody_can_answer_the_input_has_ended()
    {
        Assert.Equal("True", Client.Run("Console.ReadLine() is null", new JsonObject { ["allow_stdin"] = false }).Result);
    }

    [Fact]
    public void A_cell_that_waits_for_input_can_be_interrupted_and_a_late_answer_reaches_nobody()
    {
        string cell = Client.SendCell("Console.ReadLine()");
        Client.Question();
        Client.Ask("interrupt_request", [], onControl: true);
        Assert.Equal("Interrupted", Client.ReplyTo(cell).Text("ename"));
        Client.Answer("late");
        Assert.Equal("2", Client.Run("1 + 1").Result);
    }

    [Fact]
    public void A_client_that_dies_instead_of_answering_ends_the_input()
    {
        using (KernelClient other = KernelClient.Connect(kernel.Process))
        {
            other.SendCell("var answer = Console.ReadLine();");
            other.Question();
        }
        Assert.Equal("True", Client.Run("answer is null").Result);
    }
}
