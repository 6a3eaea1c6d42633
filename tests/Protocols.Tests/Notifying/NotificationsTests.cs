using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Notifying;

namespace Protocols.Tests.Notifying;

/// <summary>Who is told of a fact, and in what words.</summary>
public sealed class NotificationsTests
{
    private static readonly Story marias = Given.AProtocolWithSubject().WithCustomer(Given.Maria);
    private static readonly NewFact breached = new(new DeadlineBreached(Target.Resolution, Given.Morning));

    [Fact]
    public void Nobody_is_told_of_what_is_nobodys_business()
    {
        Assert.Empty(LastOf(marias.Noted()));
        Assert.Empty(LastOf(marias.WrittenTo()));
        Assert.Empty(Of(marias, marias.Facts[0]));
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void Where_no_department_has_the_case_or_its_line_nobody_is_told()
    {
        var lonely = Given.Catalogue with { Departments = [.. Given.Catalogue.Departments.Where(department => department.Tier is null)] };
        Assert.Empty(new Notifications(marias.Then(breached), lonely, Given.SaoPaulo).Of(marias.Then(breached).Facts[^1]));
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void Without_an_address_the_receipt_has_nowhere_to_go()
    {
        var story = Given.AProtocolWithSubject().Then(new(new ReceiptAsked(Means.Email)));
        Assert.Null(Assert.Single(LastOf(story)).To);
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void The_receipt_says_number_date_time_and_subject_in_the_companys_time()
    {
        var receipt = Assert.Single(LastOf(marias.Then(new(new ReceiptAsked(Means.Email)))));

        Assert.Equal(("number-receipt", Means.Email, null, "maria@exemplo.com.br"), (receipt.Template, receipt.By, receipt.Department, receipt.To));
        Assert.Equal($"Seu protocolo de atendimento {Story.Number}", receipt.Subject);
        foreach (var part in new[] { Story.Number, "2026 1123 0000 0017", "23/11/2026", "09:00", "Internet lenta" })
            Assert.Contains(part, receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void The_customer_is_told_in_his_language()
    {
        var receipt = Assert.Single(LastOf(marias.WithContext(("customer.language", "en")).Then(new(new ReceiptAsked(Means.Sms)))));

        Assert.Equal("+5511987654321", receipt.To);
        Assert.Contains("on 23 November 2026 at 09:00", receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void Each_means_that_was_wished_for_at_the_opening_gets_one_and_those_with_an_outcome_none()
    {
        var opened = marias.Facts[0] with { Terms = (Opened)marias.Facts[0].Terms with { ReceiptBy = ["sms", "email", "sms"] } };
        Assert.Equal([Means.Sms, Means.Email], Of(marias, opened).Select(receipt => receipt.By));

        var failed = marias
            .Then(new(new NotificationSent(1, ReservedTemplates.NumberReceipt, Means.Sms, MessageState.Sent)))
            .Then(new(new NotificationFailed(1, ReservedTemplates.NumberReceipt, Means.Email, MessageState.Failed, "smtp-550")));
        Assert.Empty(With(failed).Open(opened, again: false));
        Assert.Equal([Means.Email], With(failed).Open(opened, again: true).Select(receipt => receipt.By));
    }

    [Theory]
    [InlineData(Channel.Email, Means.Email)]
    [InlineData(Channel.Sms, Means.Sms)]
    [InlineData(Channel.WhatsApp, Means.WhatsApp)]
    [InlineData(Channel.App, Means.Email)]
    [InlineData(Channel.Chat, Means.Email)]
    [Trait("Requirement", "M4")]
    public void What_an_action_wrote_goes_over_its_channel_and_from_one_without_a_means_by_mail(Channel channel, Means by)
    {
        var written = Assert.Single(LastOf(marias.Then(Message(channel))));
        Assert.Equal(("photos", by, "Envie fotos", "Olá, Maria"), (written.Template, written.By, written.Subject, written.Text));
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void A_message_to_a_customer_without_mail_goes_to_his_phone_and_never_twice()
    {
        var story = Given.AProtocolWithSubject().WithCustomer(Given.Maria with { Email = null }).Then(Message(Channel.Email));
        Assert.Equal((Means.Sms, "+5511987654321"), (Assert.Single(LastOf(story)).By, Assert.Single(LastOf(story)).To));

        // His mail became known after the message had gone to his phone.
        var later = story.Then(new(new NotificationSent(story.State.Facts, "photos", Means.Sms, MessageState.Sent))).WithCustomer(Given.Maria);
        Assert.Empty(With(later).Open(story.Facts[^1], again: false));
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void A_referral_is_told_to_its_department_or_to_the_one_that_is_its_line()
    {
        Assert.Equal(("referral-arrived", "logistics", "logistica@empresa.example"), Told(marias.ReferredTo("logistics").Accepted()));
        Assert.Equal(("referral-arrived", "technical", "assistencia@empresa.example"), Told(marias.ReferredTo(Tier.N2).Accepted()));
    }

    [Fact]
    [Trait("Requirement", "M16")]
    public void What_the_clock_flags_is_told_to_whoever_has_the_case()
    {
        Assert.Equal(("deadline-breached", "service", "atendimento@empresa.example"), Told(marias.Then(breached)));
        Assert.Equal(("deadline-breached", "logistics", "logistica@empresa.example"), Told(marias.ReferredTo("logistics").Accepted().Then(breached)));
        Assert.Equal("deadline-warned", Told(marias.Then(new(new DeadlineWarned(Target.LegalAnswer, Given.Morning)))).Template);
        Assert.Equal("callback-missed", Told(marias.Promised(Given.Morning).ReturnMissed(4)).Template);
        Assert.Contains(
            "resolution do protocolo 2026112300000017 venceu em 23/11/2026 às 09:00", Assert.Single(LastOf(marias.Then(breached))).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void A_dead_escalation_is_told_to_the_supervisors_who_can_send_it_again() =>
        Assert.Equal("supervision", Told(marias.ReferredTo("logistics").EscalationDied()).Department);

    [Fact]
    [Trait("Requirement", "M12")]
    public void An_effect_is_asked_of_its_department()
    {
        var story = marias.Then(new(new ActionTaken("cancel-sale", [ActionEffect.SaleCancelled, ActionEffect.RefundRequested, ActionEffect.MessageSent])
        {
            Department = "finance",
        }));

        Assert.Equal(("effect-requested", "finance", "financeiro@empresa.example"), Told(story));
        Assert.Contains("cancel-sale do protocolo 2026112300000017 pede de vocês: sale-cancelled, refund-requested.", LastOf(story)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "M26")]
    public void Staff_are_told_nothing_of_who_the_customer_is()
    {
        var story = marias.WithDetail().WithContext(("order.state", "dispatched")).ReferredTo("logistics");
        Story[] told =
        [
            story.Accepted(), story.EscalationDied(), story.Then(breached), story.Then(new(new DeadlineWarned(Target.Resolution, Given.Morning))),
            story.Promised(Given.Morning).ReturnMissed(8),
            story.Then(new(new ActionTaken("request-help", [ActionEffect.HelpRequested]) { Department = "finance" }, new() { Data = new Dictionary<string, string> { ["reason"] = "Maria pediu" } })),
        ];
        Assert.All(told, one =>
        {
            var message = Assert.Single(LastOf(one));
            var text = message.Subject + message.Text;
            Assert.All(
                new[] { "Maria", Callers.MariasDocument, "exemplo.com.br", "98765", "Internet", "Padaria" },
                secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
            Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        });
    }

    private static NewFact Message(Channel channel) => new(
        new EntryAdded(channel, Direction.Outbound, null, null) { Entry = EntryKind.Contact, Template = "photos" },
        new() { Subject = "Envie fotos", Text = "Olá, Maria" });

    private static (string Template, string? Department, string? To) Told(Story story)
    {
        var told = Assert.Single(LastOf(story));
        Assert.Equal(Means.Email, told.By);
        return (told.Template, told.Department, told.To);
    }

    private static IReadOnlyList<Notification> LastOf(Story story) => Of(story, story.Facts[^1]);

    private static IReadOnlyList<Notification> Of(Story story, Fact fact) => With(story).Of(fact);

    private static Notifications With(Story story) => new(story, Given.Catalogue, Given.SaoPaulo);
}
