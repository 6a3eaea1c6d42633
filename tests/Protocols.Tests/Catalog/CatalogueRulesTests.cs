using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Tests.Deadlines;

namespace Protocols.Tests.Catalog;

/// <summary>A catalogue that is broken in one place says where and how, and nothing else.</summary>
[Trait("Requirement", "M12")]
public sealed class CatalogueRulesTests
{
    private static readonly Catalogue good = Catalogue.Shipped("marketplace");
    private static readonly LocalText none = new(" ", "");

    private static readonly Dictionary<string, (Catalogue Broken, string Errors)> breaks = new()
    {
        ["its own name"] = (good with { Name = "My Rules" }, "name not-a-code"),
        ["its numbers"] = (
            good with { Version = 0, Policy = new(-1, 0, 0) },
            "version not-between, policy.reopenDays not-between, policy.unreachableDays not-between, policy.returnsPerDay not-between"),
        ["a default policy that is not there"] = (good with { DefaultPolicy = "moon" }, "defaultPolicy not-one-of"),
        ["a policy's preset that is not there"] = (
            Policy(policy => policy with { Presets = ["sac-11034", "moon"] }), "policies[0].presets[1] not-one-of"),
        ["a policy without a calendar"] = (
            Policy(policy => policy with { Targets = Watch.Of(Target.Resolution, Watch.Term(1, TermUnit.WorkingHours, "moon")).Targets }),
            "policies[0].targets[0].terms[0].calendar not-one-of"),
        ["a policy's term"] = (
            Policy(policy => policy with { Targets = Watch.Of(Target.NextReturn, Watch.Term(1, TermUnit.Closings, pauses: true)).Targets }),
            "policies[0].targets[0].terms[0].pauses never-pauses"),
        ["the ombudsman's policy"] = (Policy(policy => policy with { Ombudsman = "moon" }), "policies[0].ombudsman not-one-of"),
        ["a return that is counted from another's"] = (
            Policy(policy => policy with { Targets = Watch.Of(Target.NextReturn, Watch.Term(1, TermUnit.Closings) with { FromFirst = true }).Targets }),
            "policies[0].targets[0].terms[0].fromFirst never-from-first"),
        ["a policy of nothing"] = (Policy(policy => policy with { Presets = [], Targets = [], Escalations = [] }), "policies[0].targets required"),
        ["two policies of one code"] = (good with { Policies = [.. good.Policies, good.Policies[0]] }, "policies[4].code given-twice"),
        ["a calendar's hours"] = (
            good with { Calendars = [good.Calendars[0] with { Hours = new Dictionary<string, IReadOnlyList<string>>(), Holidays = "lunar" }] },
            "calendars[0].hours required, calendars[0].holidays not-one-of"),
        ["a calendar without a code"] = (
            good with { Calendars = [good.Calendars[0], good.Calendars[0] with { Code = "" }] }, "calendars[1].code not-a-code"),
        ["a calendar that goes away"] = (
            good with { Calendars = [], Policies = [good.Policies[0] with { Targets = [.. good.Policies[0].Targets.Take(1)] }, .. good.Policies.Skip(1).Select(NoTargets)] },
            "policies[0].targets[0].terms[0].calendar not-one-of"),
        ["a department's address"] = (
            good with { Departments = [good.Departments[0] with { Address = "loja" }, .. good.Departments.Skip(1)] },
            "departments[0].address invalid-email"),
        ["a name in one language"] = (
            good with { Departments = [good.Departments[0] with { Name = new("Loja", "") }, .. good.Departments.Skip(1)] },
            "departments[0].name.en required"),
        ["an occurrence's references"] = (
            Occurrence(occurrence => occurrence with { Reasons = ["product", "moon"], Policy = "moon", Mandatory = [new("customer.shoes", Step.Close)] }),
            "occurrences[0].reasons[1] not-one-of, occurrences[0].mandatory[0].field not-one-of, occurrences[0].policy not-one-of"),
        ["an occurrence's type"] = (Occurrence(occurrence => occurrence with { Type = "riddle" }), "occurrences[0].type not-one-of"),
        ["an occurrence's code"] = (Occurrence(occurrence => occurrence with { Code = "Dúvida" }), "occurrences[0].code not-a-code"),
        ["two occurrences of one code"] = (
            good with { Occurrences = [.. good.Occurrences, good.Occurrences[0]] }, "occurrences[13].code given-twice"),
        ["a type's name"] = (good with { Types = [.. good.Types, new("riddle", none)] }, "types[6].name.pt-BR required, types[6].name.en required"),
        ["a reason given twice"] = (good with { Reasons = [.. good.Reasons, good.Reasons[0]] }, "reasons[36].code given-twice"),
        ["a template's texts"] = (
            good with { Templates = [.. good.Templates, new("empty", none, none)] },
            string.Join(", ", new[] { "subject.pt-BR", "subject.en", "text.pt-BR", "text.en" }.Select(text => $"templates[{good.Templates.Count}].{text} required"))),
        ["a message of the service's own that is not there"] = (
            good with { Templates = [.. good.Templates.Where(template => template.Code is not ("number-receipt" or "callback-missed"))] },
            "templates template-missing, templates template-missing"),
        ["a message of the service's own that names the customer"] = (
            good with { Templates = [.. good.Templates.SkipLast(1), good.Templates[^1] with { Text = new("{name}, {number}", "{number}") }] },
            $"templates[{good.Templates.Count - 1}] placeholder-not-given"),
        ["a procedure's types and steps"] = (
            good with { Procedures = [good.Procedures[0] with { Types = ["riddle"], Steps = [] }] },
            "procedures[0].types[0] not-one-of, procedures[0].steps required"),
        ["a procedure for nothing"] = (good with { Procedures = [good.Procedures[0] with { Types = [] }] }, "procedures[0].types required"),
        ["a procedure's step given twice"] = (
            good with { Procedures = [good.Procedures[0] with { Steps = [good.Procedures[0].Steps[0], good.Procedures[0].Steps[0]] }] },
            "procedures[0].steps[1].code given-twice"),
        ["an action's references"] = (
            Action(action => action with
            {
                Types = ["riddle"],
                Occurrences = ["moon"],
                Reasons = ["moon"],
                After = ["moon"],
                NotAfter = ["moon"],
                Template = "moon",
                Department = "moon",
            }),
            "actions[0].types[0] not-one-of, actions[0].occurrences[0] not-one-of, actions[0].reasons[0] not-one-of, actions[0].after[0] not-one-of, "
            + "actions[0].notAfter[0] not-one-of, actions[0].template not-one-of, actions[0].department not-one-of"),
        ["an action of no occurrence and reason"] = (
            Action(action => action with { Types = ["cancellation"], Reasons = ["other-colour"] }), "actions[0] never-offered"),
        ["an action that comes after itself"] = (Action(action => action with { After = ["approve-cancellation"], NotAfter = [] }), "actions[0] never-offered"),
        ["an action that comes only after what ends it"] = (
            Action(action => action with { After = ["refuse-cancellation"], NotAfter = ["refuse-cancellation"] }), "actions[0] never-offered"),
        ["an action without a state"] = (Action(action => action with { States = [] }), "actions[0] never-offered"),
        ["an action that leaves a question open"] = (
            Action(action => action with { Types = ["question"], Effects = [ActionEffect.MessageSent, ActionEffect.WaitingOnCustomer] }),
            "actions[0] never-offered"),
        ["an action's states"] = (
            Action(action => action with { States = [Status.Open, Status.Closed, Status.Resolved], Effects = [ActionEffect.MessageSent, ActionEffect.Finished] }),
            "actions[0].states[1] state-is-over, actions[0].states[2] state-is-over"),
        ["an action of no effect"] = (Action(action => action with { Effects = [], Template = null }), "actions[0].effects required"),
        ["an effect given twice"] = (
            Action(action => action with { Effects = [ActionEffect.MessageSent, ActionEffect.MessageSent] }), "actions[0].effects given-twice"),
        ["a message without a template"] = (Action(action => action with { Template = null }), "actions[0].template message-needs-template"),
        ["a template without a message"] = (
            Action(action => action with { Effects = [ActionEffect.SaleCancelled] }), "actions[0].template message-needs-template"),
        ["an end that nobody is told of"] = (
            Action(action => action with { Effects = [ActionEffect.Finished], Template = null }), "actions[0].template required"),
        ["help that nobody gives"] = (
            Action(action => action with { Effects = [ActionEffect.MessageSent, ActionEffect.HelpRequested], Department = null }),
            "actions[0].department required"),
        ["an end that leaves something to wait for"] = (
            Action(action => action with { Effects = [ActionEffect.MessageSent, ActionEffect.Finished, ActionEffect.WaitingOnCustomer] }),
            "actions[0].effects finished-and-waiting"),
        ["an action's data"] = (
            Action(action => action with { Data = [Field("number"), Field("Código"), Field("place"), Field("place") with { Name = none }] }),
            "actions[0].data[0].code not-a-code, actions[0].data[1].code not-a-code, actions[0].data[3].code given-twice, "
            + "actions[0].data[3].name.pt-BR required, actions[0].data[3].name.en required"),
        ["an action's condition"] = (
            Action(action => action with { Conditions = [new("", none)] }),
            "actions[0].conditions[0].fact required, actions[0].conditions[0].is required, "
            + "actions[0].conditions[0].text.pt-BR required, actions[0].conditions[0].text.en required"),
        ["a template that asks for what is not given"] = (
            Action(action => action with { Template = "part-sent" }), "actions[0].template unknown-placeholder"),
    };

    public static TheoryData<string> Breaks => [.. breaks.Keys];

    [Theory]
    [MemberData(nameof(Breaks))]
    public void What_is_broken_is_named(string what)
    {
        var errors = CatalogueRules.Errors(breaks[what].Broken);

        Assert.Equal(breaks[what].Errors, string.Join(", ", errors.Select(error => $"{error.Field} {error.Code}")));
    }

    [Fact]
    public void All_that_is_broken_is_named_at_once()
    {
        var broken = good with { DefaultPolicy = "moon", Reasons = [], Templates = [], Departments = [], Types = [] };

        Assert.Subset(
            CatalogueRules.Errors(broken).Select(error => error.Field).ToHashSet(),
            new HashSet<string> { "defaultPolicy", "occurrences[0].type", "occurrences[0].reasons[0]", "actions[0].template", "actions[0].department", "procedures[0].types[0]" });
    }

    private static CataloguePolicy NoTargets(CataloguePolicy policy) => policy with { Targets = [] };

    private static ActionField Field(string code) => new(code, DataKind.Text, new("Texto", "Text"));

    private static Catalogue Policy(Func<CataloguePolicy, CataloguePolicy> change) =>
        good with { Policies = [change(good.Policies[0]), .. good.Policies.Skip(1)] };

    private static Catalogue Occurrence(Func<Occurrence, Occurrence> change) =>
        good with { Occurrences = [change(good.Occurrences[0]), .. good.Occurrences.Skip(1)] };

    private static Catalogue Action(Func<ActionDefinition, ActionDefinition> change) =>
        good with { Actions = [change(good.Actions[0]), .. good.Actions.Skip(1)] };
}
