"""The composition root: which packages there are, and what stands behind each port."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.types import ASGIApp

from tributary.api.graphql import ReadPool, Room, followed_subjects
from tributary.api.http.edge import Edge
from tributary.api.http.guarding import own_origins
from tributary.api.http.health import health_routes
from tributary.api.http.pay import STRIPE_ORIGIN
from tributary.api.http.site import People, build_site
from tributary.api.http.streams import Streams
from tributary.gateways.mail import SmtpPost
from tributary.gateways.openid import OpenidProviders
from tributary.gateways.pdf import PdfStatements
from tributary.gateways.spreadsheets import SpreadsheetStatements
from tributary.gateways.stripe import StripeGateway
from tributary.gateways.stripe.checkout import StripeCheckout, StripeWebhooks
from tributary.gateways.stripe.fake import PLATFORM_KEY
from tributary.gateways.stripe.transfers import StripePayoutRail
from tributary.gateways.webhooks import WebhookCourier
from tributary.identity import outside
from tributary.integrations import Courier
from tributary.kernel import Clock, system_clock
from tributary.messaging import Post, Site
from tributary.payments import CheckoutProvider, WebhookVerifier
from tributary.payouts import PayoutRail
from tributary.platform import (
    Chore,
    Database,
    Desk,
    Invariant,
    Jobs,
    Listening,
    Seals,
    Subscriptions,
    invariants,
    references,
    refuse_old_schema,
    trail,
    watch,
)
from tributary.platform.postgres import DatabaseUrls, refuse_dropped_settings, refuse_unsafe_role
from tributary.settings import Settings, SettingsInvalid, kept_secret
from tributary.settlements import PayPages, StatementPrinter, StatementSheets

RIVER = (
    "identity",
    "messaging",
    "catalog",
    "parties",
    "ledger",
    "orders",
    "channels",
    "receivables",
    "payments",
    "commissions",
    "rebates",
    "settlements",
    "payouts",
    "integrations",
)
"""The business packages, upstream first."""

FAKE_STRIPE_PORTS_ON: Final = 20
"""The stand-in for Stripe listens this many ports after the site."""

CATCHER_PORTS_ON: Final = 40
"""And the catcher of mail this many."""

DEEDS_ARE_AUDITED: Final = Invariant(
    21,
    "every transfer has an audit entry of the same transaction",
    "SELECT count(*) FROM transfers WHERE brand_id = :brand",
    """
    SELECT format('work %s posted %s transfers (%s) and wrote no audit entry',
                  t.work_id, count(*), string_agg(DISTINCT t.reason, ', '))
    FROM transfers t
    WHERE t.brand_id = :brand
      AND NOT EXISTS (SELECT 1 FROM audit_entries a
                      WHERE a.brand_id = :brand AND a.work_id = t.work_id)
    GROUP BY t.work_id
    """,
)
"""It spans the books and the platform, so it belongs to neither."""


@dataclass(frozen=True, slots=True)
class Application:
    """One wired process: the app role's desk for requests, the worker role's for jobs."""

    settings: Settings
    urls: DatabaseUrls
    desk: Desk
    reads: ReadPool
    """The app role's connections for queries; none is open before the first one."""
    worker_desk: Desk
    jobs: Jobs
    listening: Listening
    """What hears of changes; it opens no connection before somebody follows something."""


@asynccontextmanager
async def composed(
    settings: Settings, urls: DatabaseUrls, *, clock: Clock = system_clock
) -> AsyncGenerator[Application]:
    """Wire everything for one process, and close its connections afterwards.

    Refuses:
        UnsafeRole: a role could pass by the row policies or change what is only added to.
        SettingsDropped: a pooler stands before the database, and nobody said so.
        MigrationsMissing: the database is older than this program.
    """
    refuse_old_schema(urls.migrate)
    for url in {urls.app, urls.worker}:
        await refuse_unsafe_role(url)
        if not (settings.pooled and url == urls.app):
            await refuse_dropped_settings(url)
    async with implementations(settings, clock) as ports:
        subscriptions = subscriptions_of_all()
        database = Database(urls.app, subscriptions=subscriptions, pooled=settings.pooled)
        worker_database = Database(urls.worker, subscriptions=subscriptions)
        # What proves may read every table and nothing else; the watch takes one at a time.
        proving = Database(urls.report, connections_max=1)
        reads = ReadPool(urls.app, pooled=settings.pooled)
        # The worker's URL leads to the database itself, also where the app's leads to a pooler.
        listening = Listening(urls.worker)
        desk = Desk(database=database, clock=clock, ports=ports)
        worker_desk = Desk(database=worker_database, clock=clock, ports=ports)
        chores = [*chores_of_all(), watch.watch(proving, invariants_of_all())]
        jobs = Jobs(worker_desk, chores)
        subscriptions.enqueue = jobs.enqueue
        try:
            yield Application(settings, urls, desk, reads, worker_desk, jobs, listening)
        finally:
            await listening.close()
            await reads.close()
            await database.close()
            await worker_database.close()
            await proving.close()


@asynccontextmanager
async def implementations(
    settings: Settings, clock: Clock = system_clock
) -> AsyncGenerator[dict[object, object]]:
    """Hand out what stands behind each port, and let go of its connections afterwards.

    Refuses:
        SettingsInvalid: production without a key of Stripe, or without an SMTP server.
    """
    stripe = stripe_access(settings)
    pages = PagesAt(settings.public_url)
    post = SmtpPost(smtp_url(settings), sender=settings.mail_from, clock=clock)
    async with (
        StripeGateway(secret_key=stripe.key, api_base=stripe.url) as gateway,
        aclosing(OpenidProviders(is_production=settings.production)) as providers,
        aclosing(WebhookCourier(is_production=settings.production)) as courier,
    ):
        yield {
            CheckoutProvider: StripeCheckout(gateway),
            Courier: courier,
            PayPages: pages,
            Post: post,
            PayoutRail: StripePayoutRail(gateway),
            outside.Providers: providers,
            Seals: Seals(settings.secret),
            Site: pages,
            StatementPrinter: PdfStatements(),
            StatementSheets: SpreadsheetStatements(),
            StripeGateway: gateway,
            WebhookVerifier: StripeWebhooks(stripe.webhook_secrets),
        }


@dataclass(frozen=True, slots=True)
class PagesAt:
    """Pages below the address where browsers reach us."""

    public_url: str

    def page(self, path: str) -> str:
        """Return the address of a page."""
        return f"{self.public_url}{path}"

    def url_of(self, token: str) -> str:
        """Return where a link is paid."""
        return f"{self.public_url}/pay/{token}"


@dataclass(frozen=True, slots=True)
class StripeAccess:
    """How this process reaches Stripe, or the stand-in for it."""

    key: str
    url: str | None
    webhook_secrets: tuple[str, ...]
    is_fake: bool


def stripe_access(settings: Settings) -> StripeAccess:
    """Return the way to Stripe; without a key, outside production, to its stand-in beside us.

    Refuses:
        SettingsInvalid: production without a key, or without a secret to verify webhooks with.
    """
    if settings.production and not settings.stripe_webhook_secrets:
        raise SettingsInvalid(
            "STRIPE_WEBHOOK_SECRETS is missing; without it no payment would ever be booked"
        )
    if settings.stripe_key is not None:
        return StripeAccess(
            settings.stripe_key, settings.stripe_url, settings.stripe_webhook_secrets, is_fake=False
        )
    if settings.production:
        raise SettingsInvalid("STRIPE_SECRET_KEY is missing; production needs one of your own")
    url = settings.stripe_url or f"http://127.0.0.1:{settings.port + FAKE_STRIPE_PORTS_ON}"
    secrets = settings.stripe_webhook_secrets or (
        kept_secret(settings.home / "stripe-webhook-secret"),
    )
    return StripeAccess(PLATFORM_KEY, url, secrets, is_fake=True)


def smtp_url(settings: Settings) -> str:
    """Return where letters are handed over: outside production a catcher beside us, if need be.

    Refuses:
        SettingsInvalid: production without an SMTP server.
    """
    if settings.smtp_url is not None:
        return settings.smtp_url
    if settings.production:
        raise SettingsInvalid(
            "TRIBUTARY_SMTP_URL is missing; without it nobody gets an invitation or a new password"
        )
    return f"smtp://127.0.0.1:{settings.port + CATCHER_PORTS_ON}"


def site(
    application: Application,
    *,
    is_closing: Callable[[], bool] = lambda: False,
    streams: Streams | None = None,
) -> Edge:
    """Return what one process answers over HTTP, streams of its own unless others are given."""
    registry, room = CollectorRegistry(), Room()
    settings = application.settings
    stripe = stripe_access(settings)
    people = People(
        reads=application.reads,
        streams=streams or Streams(application.listening),
        origins=own_origins(settings.public_url, production=settings.production),
        folder=settings.pages,
        shows_schema=not settings.production or settings.graphiql,
        takes_text=settings.takes_text,
        has_explorer=settings.graphiql,
        room=room,
    )
    routes = build_site(
        application.desk,
        people,
        registry=registry,
        secret=settings.secret,
        public_url=settings.public_url,
        checkout_origins=(STRIPE_ORIGIN,) if stripe.url is None else (stripe.url,),
        is_closing=is_closing,
    )
    return Edge(routes, registry, room)


def figures_site(application: Application, *, is_closing: Callable[[], bool]) -> ASGIApp:
    """Return what a worker shows over HTTP: its figures, and whether it can work."""
    registry = CollectorRegistry()
    database = application.worker_desk.database
    routes = health_routes(database, registry, is_closing=is_closing)
    return Edge(Starlette(routes=routes), registry)


def subscriptions_of_all() -> Subscriptions:
    """Collect every package's reactions and errands, upstream first, and what is followed."""
    # Of people and programs everybody who streams follows one: themselves.
    subscriptions = Subscriptions(followed=followed_subjects() | {"user", "program"})
    for module in _modules("reactions"):
        subscriptions.subscribe(
            getattr(module, "REACTIONS", {}),
            getattr(module, "ERRANDS", {}),
        )
    return subscriptions


def chores_of_all() -> Sequence[Chore]:
    """Collect every package's periodic chores, the platform's own first."""
    packages = _modules("reactions")
    return [trail.SEALING, *(each for one in packages for each in getattr(one, "CHORES", ()))]


def invariants_of_all() -> Sequence[Invariant]:
    """Collect what is always true, of every package."""
    import_models()
    return [
        *invariants.INVARIANTS,
        trail.IS_SEALED,
        *(each for module in _modules("queries") for each in getattr(module, "INVARIANTS", ())),
        DEEDS_ARE_AUDITED,
        references.REFERENCES_LEAD,
    ]


def import_models() -> None:
    """Import every mapped class, so that the metadata is complete."""
    _modules("model")


def _modules(name: str) -> list[object]:
    """Import one file of every package that has it; only wiring may look inside a package."""
    paths = [f"tributary.{package}.{name}" for package in RIVER]
    return [import_module(path) for path in paths if find_spec(path) is not None]
