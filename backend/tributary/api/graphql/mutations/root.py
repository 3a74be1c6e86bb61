"""The mutation type: every deed with who may do it."""

import strawberry

from tributary.api.graphql.mutations import (
    channels,
    identity,
    integrations,
    parties,
    payments,
    payouts,
    providers,
    team,
)
from tributary.api.graphql.mutations import words as w
from tributary.api.graphql.mutations.ordering import Ordering
from tributary.api.graphql.mutations.planning import Planning
from tributary.api.graphql.mutations.promoting import Promoting
from tributary.api.graphql.mutations.rebating import Rebating
from tributary.api.graphql.mutations.settling import Settling


@strawberry.type(description="Everything that can be done.")
class Mutation(Ordering, Planning, Promoting, Rebating, Settling):
    """Everything that can be done."""

    preview_import: channels.PreviewImportResult | None = w.deed(
        channels.preview_import,
        takes=channels.PreviewImportInput,
        gives=channels.ImportPreview,
        policy=w.IMPORTING,
        reach=w.NOBODYS,
        description="Show what an upload would bring, before it is read.",
    )
    import_orders: channels.ImportOrdersResult | None = w.deed(
        channels.import_orders,
        takes=channels.ImportOrdersInput,
        gives=channels.StartedTask,
        policy=w.IMPORTING,
        reach=w.NOBODYS,
        description="Read a file of orders that was uploaded.",
    )
    correct_quarantined_row: channels.CorrectQuarantinedRowResult | None = w.deed(
        channels.correct_row,
        takes=channels.CorrectQuarantinedRowInput,
        gives=channels.CorrectedRow,
        policy=w.IMPORTING,
        reach=w.NOBODYS,
        description="Correct a row that was not loaded, and load its order.",
    )
    dismiss_quarantined_rows: channels.DismissQuarantinedRowsResult | None = w.deed(
        channels.dismiss_rows,
        takes=channels.DismissQuarantinedRowsInput,
        gives=channels.DismissedRows,
        policy=w.IMPORTING,
        reach=w.NOBODYS,
        description="Put rows aside without loading them.",
    )
    create_payment_link: payments.CreatePaymentLinkResult | None = w.deed(
        payments.create_payment_link,
        takes=payments.CreatePaymentLinkInput,
        gives=payments.CreatedPaymentLink,
        policy=w.COLLECTING,
        reach=w.OWN,
        description="Make a link by which open items can be paid.",
    )
    refund_receipt: payments.RefundReceiptResult | None = w.deed(
        payments.refund_receipt,
        takes=payments.RefundReceiptInput,
        gives=payments.RequestedRefund,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Give money back to where it came from.",
    )
    preview_payout: payouts.PreviewPayoutResult | None = w.deed(
        payouts.preview_payout,
        takes=payouts.PreviewPayoutInput,
        gives=payouts.PayoutPreview,
        policy=w.LOOKING_AT_PAYOUTS,
        reach=w.NOBODYS,
        description="Show who would be paid how much now, and why the others would not.",
    )
    prepare_payout_batch: payouts.PreparePayoutBatchResult | None = w.deed(
        payouts.prepare_batch,
        takes=payouts.PreparePayoutBatchInput,
        gives=payouts.PreparedPayoutBatch,
        policy=w.PREPARING_PAYOUTS,
        reach=w.NOBODYS,
        description="Write a batch that pays everybody payable.",
        is_once_itself=True,
    )
    submit_payout_batch: payouts.SubmitPayoutBatchResult | None = w.deed(
        payouts.submit_batch,
        takes=payouts.SubmitPayoutBatchInput,
        gives=payouts.SubmittedPayoutBatch,
        policy=w.PREPARING_PAYOUTS,
        reach=w.NOBODYS,
        description="Freeze a draft and hand it to the second person.",
    )
    release_payout_batch: payouts.ReleasePayoutBatchResult | None = w.deed(
        payouts.release_batch,
        takes=payouts.ReleasePayoutBatchInput,
        gives=payouts.ReleasedPayoutBatch,
        policy=w.RELEASING_PAYOUTS,
        reach=w.NOBODYS,
        description="Approve a batch as its second person, and have it paid.",
        is_confirmed=True,
    )
    cancel_payout_batch: payouts.CancelPayoutBatchResult | None = w.deed(
        payouts.cancel_batch,
        takes=payouts.CancelPayoutBatchInput,
        gives=payouts.CancelledPayoutBatch,
        policy=w.STOPPING_PAYOUTS,
        reach=w.NOBODYS,
        description="Take back what has not been sent of a batch.",
    )
    reveal_payee_account: payouts.RevealPayeeAccountResult | None = w.deed(
        payouts.reveal_payee_account,
        takes=payouts.RevealPayeeAccountInput,
        gives=payouts.RevealedPayeeAccount,
        policy=w.BANKING,
        reach=w.OWN,
        description="Read in full where a distributor is paid; who did and why is kept.",
        is_confirmed=True,
    )
    assign_distributor: parties.AssignDistributorResult | None = w.deed(
        parties.assign_distributor,
        takes=parties.AssignDistributorInput,
        gives=parties.AssignedDistributor,
        policy=w.ASSIGNING,
        reach=w.NOBODYS,
        description="Give a distributor, with everybody below it, to a salesperson.",
    )
    unassign_distributor: parties.UnassignDistributorResult | None = w.deed(
        parties.unassign_distributor,
        takes=parties.UnassignDistributorInput,
        gives=parties.UnassignedDistributor,
        policy=w.ASSIGNING,
        reach=w.NOBODYS,
        description="Take a distributor from a salesperson.",
    )
    create_program: identity.CreateProgramResult | None = w.deed(
        identity.create_program,
        takes=identity.CreateProgramInput,
        gives=identity.ProgramCredentials,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Let a program in; its secret is told this once.",
        is_confirmed=True,
    )
    rotate_program_secret: identity.RotateProgramSecretResult | None = w.deed(
        identity.rotate_secret,
        takes=identity.RotateProgramSecretInput,
        gives=identity.ProgramCredentials,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Give a program another secret; it is told this once.",
        is_confirmed=True,
    )
    disable_program: identity.DisableProgramResult | None = w.deed(
        identity.disable_program,
        takes=identity.DisableProgramInput,
        gives=identity.DisabledProgram,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Shut a program out: none of its tokens is taken any more.",
    )
    invite_member: team.InviteMemberResult | None = w.deed(
        team.invite_member,
        takes=team.InviteMemberInput,
        gives=team.ChangedMember,
        policy=w.STAFFING,
        reach=w.OWN,
        description="Invite a person with roles; a letter tells how to come in.",
        is_confirmed=True,
    )
    give_role: team.GiveRoleResult | None = w.deed(
        team.give_role,
        takes=team.GiveRoleInput,
        gives=team.ChangedMember,
        policy=w.STAFFING,
        reach=w.OWN,
        description="Give a role to somebody who works here already.",
        is_confirmed=True,
    )
    take_role: team.TakeRoleResult | None = w.deed(
        team.take_role,
        takes=team.TakeRoleInput,
        gives=team.ChangedMember,
        policy=w.STAFFING,
        reach=w.OWN,
        description="Take a role from somebody; it counts from the next request on.",
        is_confirmed=True,
    )
    resend_invitation: team.ResendInvitationResult | None = w.deed(
        team.resend_invitation,
        takes=team.ResendInvitationInput,
        gives=team.ChangedMember,
        policy=w.STAFFING,
        reach=w.OWN,
        description="Write once more to somebody who was invited; only the newest link opens.",
        is_confirmed=True,
    )
    withdraw_invitation: team.WithdrawInvitationResult | None = w.deed(
        team.withdraw_invitation,
        takes=team.WithdrawInvitationInput,
        gives=team.ChangedMember,
        policy=w.STAFFING,
        reach=w.OWN,
        description="Take back an invitation that nobody followed yet.",
        is_confirmed=True,
    )
    end_member_sessions: team.EndMemberSessionsResult | None = w.deed(
        team.end_member_sessions,
        takes=team.EndMemberSessionsInput,
        gives=team.SignedOutMember,
        policy=w.STAFFING,
        reach=w.OWN,
        description="Sign somebody out everywhere, and every program that acts for this person.",
    )
    add_identity_provider: providers.AddIdentityProviderResult | None = w.deed(
        providers.add_provider,
        takes=providers.AddIdentityProviderInput,
        gives=providers.SavedIdentityProvider,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Let people come in from an identity provider.",
        is_confirmed=True,
    )
    change_identity_provider: providers.ChangeIdentityProviderResult | None = w.deed(
        providers.change_provider,
        takes=providers.ChangeIdentityProviderInput,
        gives=providers.SavedIdentityProvider,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Let other people come in from a provider, or by other rules.",
        is_confirmed=True,
    )
    renew_identity_provider_secret: providers.RenewIdentityProviderSecretResult | None = w.deed(
        providers.renew_secret,
        takes=providers.RenewIdentityProviderSecretInput,
        gives=providers.SavedIdentityProvider,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Keep the secret that was made anew at the provider.",
        is_confirmed=True,
    )
    switch_identity_provider: providers.SwitchIdentityProviderResult | None = w.deed(
        providers.switch_provider,
        takes=providers.SwitchIdentityProviderInput,
        gives=providers.SavedIdentityProvider,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Let nobody come in from a provider any more, or people again.",
        is_confirmed=True,
    )
    test_identity_provider: providers.TestIdentityProviderResult | None = w.deed(
        providers.test_provider,
        takes=providers.TestIdentityProviderInput,
        gives=providers.TestedIdentityProvider,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Ask a provider what it is asked when somebody comes in.",
    )
    create_webhook_endpoint: integrations.CreateWebhookEndpointResult | None = w.deed(
        integrations.create_endpoint,
        takes=integrations.CreateWebhookEndpointInput,
        gives=integrations.WebhookEndpointSecret,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Tell another program what happens; its secret is told this once.",
        is_confirmed=True,
    )
    update_webhook_endpoint: integrations.UpdateWebhookEndpointResult | None = w.deed(
        integrations.update_endpoint,
        takes=integrations.UpdateWebhookEndpointInput,
        gives=integrations.SavedWebhookEndpoint,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Send elsewhere, tell of something else, stop, or begin again.",
        is_confirmed=True,
    )
    rotate_webhook_secret: integrations.RotateWebhookSecretResult | None = w.deed(
        integrations.rotate_secret,
        takes=integrations.RotateWebhookSecretInput,
        gives=integrations.WebhookEndpointSecret,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Sign with another secret, told this once; for a day both sign.",
        is_confirmed=True,
    )
    send_test_webhook: integrations.SendTestWebhookResult | None = w.deed(
        integrations.send_test,
        takes=integrations.SendTestWebhookInput,
        gives=integrations.SentTestWebhook,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Send an endpoint a message that says nothing, to see whether it arrives.",
    )
    replay_webhook_delivery: integrations.ReplayWebhookDeliveryResult | None = w.deed(
        integrations.replay_delivery,
        takes=integrations.ReplayWebhookDeliveryInput,
        gives=integrations.ReplayedWebhookDelivery,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Send a message again that was taken or given up, under the same id.",
    )
    replay_failed_webhooks: integrations.ReplayFailedWebhooksResult | None = w.deed(
        integrations.replay_failed,
        takes=integrations.ReplayFailedWebhooksInput,
        gives=integrations.ReplayedFailedWebhooks,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Send everything again that an endpoint did not take since an instant.",
    )
    delete_webhook_endpoint: integrations.DeleteWebhookEndpointResult | None = w.deed(
        integrations.delete_endpoint,
        takes=integrations.DeleteWebhookEndpointInput,
        gives=integrations.DeletedWebhookEndpoint,
        policy=w.OWNING,
        reach=w.NOBODYS,
        description="Send nothing to an endpoint any more, for good.",
    )
