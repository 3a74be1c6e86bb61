"""Files by the API: an upload becomes a run and a task, whatever happens in between."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import pytest

from tests.api.mutations.office import Office, gid
from tests.factories.channels import csv_of, make_channel, order_row
from tributary.channels import reactions
from tributary.channels.operations import importing, receiving
from tributary.identity import Role
from tributary.kernel import BlobId, ChannelId, Outage, new_id
from tributary.platform import blobs

SHOWN = """... on StartedTask { task { id kind title state done total refusalCode refusalMessage
    startedBy { name } subject { __typename ... on ImportRun { state ordersLoaded } } } }"""

TASKS = """query($filter: TaskFilter) { tasks(first: 10, filter: $filter) {
    nodes { id state done total refusalCode refusalMessage finishedAt } } }"""


async def uploaded(office: Office, content: str) -> BlobId:
    async with office.work() as work:
        return await blobs.store(
            work, content.encode(), media_type="text/csv", file_name="orders.csv"
        )


async def opened(office: Office) -> ChannelId:
    async with office.work() as work:
        return await make_channel(work)


async def started(office: Office, channel: ChannelId, content: str) -> Any:
    upload = await uploaded(office, content)
    return await office.do(
        office.viewer(Role.ACCOUNTANT),
        "importOrders",
        SHOWN,
        channelId=gid("Channel", channel),
        uploadId=str(upload),
    )


async def tasks(office: Office, role: Role = Role.ACCOUNTANT, **filtered: Any) -> Any:
    answer = await office.ask(office.viewer(role), TASKS, filter=filtered)
    return answer["data"]["tasks"]["nodes"]


async def test_an_upload_is_read_by_a_task(office: Office) -> None:
    channel = await opened(office)

    begun = await started(office, channel, csv_of([order_row(f"SO-{n}") for n in range(20)]))

    assert begun["task"]["state"] == "QUEUED"
    assert begun["task"]["kind"] == "IMPORT_ORDERS"
    assert begun["task"]["title"] == "orders.csv"
    assert begun["task"]["startedBy"]["name"] == "accountant-"
    assert begun["task"]["subject"] == {
        "__typename": "ImportRun",
        "state": "RUNNING",
        "ordersLoaded": 0,
    }
    await office.settle()
    (task,) = await tasks(office)
    assert (task["state"], task["done"], task["total"]) == ("DONE", 100, 100)
    assert task["finishedAt"]
    assert await office.rows("SELECT state, orders_loaded FROM import_runs") == [("done", 20)]
    assert await office.rows(
        "SELECT DISTINCT a.origin FROM audit_entries a JOIN users u ON u.id = a.user_id "
        "WHERE a.action = 'channels.import_orders'"
    ) == [("console",)]


async def previewed(office: Office, channel: ChannelId, content: str) -> Any:
    upload = await uploaded(office, content)
    return await office.do(
        office.viewer(Role.ACCOUNTANT),
        "previewImport",
        """... on ImportPreview { layouts rowsRead isWhole ordersRead ordersUnchanged faultyRows
            faults { rowNumber field code message } sample { rowNumber fields { field value } } }
        ... on Refused { code }""",
        channelId=gid("Channel", channel),
        uploadId=str(upload),
    )


async def test_a_preview_tells_what_a_file_would_bring_and_keeps_nothing(office: Office) -> None:
    channel = await opened(office)
    content = csv_of([order_row("SO-1"), order_row("SO-2", sku="NOT-THERE"), order_row("SO-3")])

    seen = await previewed(office, channel, content)

    assert (seen["layouts"], seen["rowsRead"], seen["isWhole"]) == (["csv"], 3, True)
    assert (seen["ordersRead"], seen["ordersUnchanged"], seen["faultyRows"]) == (3, 0, 1)
    (fault,) = seen["faults"]
    assert (fault["rowNumber"], fault["field"], fault["code"]) == (3, "sku", "sku_unknown")
    assert {"field": "external_id", "value": "SO-1"} in seen["sample"][0]["fields"]
    assert await office.rows("SELECT 1 FROM orders UNION ALL SELECT 1 FROM quarantined_rows") == []


async def test_a_preview_of_a_file_of_another_kind_is_declined(office: Office) -> None:
    channel = await opened(office)

    seen = await previewed(office, channel, "%PDF-1.7")

    assert seen["code"] == "FILE_OF_OTHER_KIND"


async def test_the_same_bytes_again_are_the_same_run_and_change_nothing(office: Office) -> None:
    channel = await opened(office)
    content = csv_of([order_row()])
    first = await started(office, channel, content)
    again = await started(office, channel, content)
    await office.settle()

    third = await started(office, channel, content)
    await office.settle()

    assert first["task"]["id"] == again["task"]["id"] != third["task"]["id"]
    assert await office.rows("SELECT orders_loaded FROM import_runs") == [(1,)]
    assert [task["state"] for task in await tasks(office)] == ["DONE", "DONE"]


async def test_a_file_of_another_kind_fails_its_task_with_the_refusal(office: Office) -> None:
    channel = await opened(office)
    await started(office, channel, "nothing that anybody could read\n")

    await office.settle()

    (task,) = await tasks(office)
    assert task["state"] == "FAILED"
    assert task["refusalCode"] in {"HEADER_MISSING", "FILE_OF_OTHER_KIND"}
    assert task["refusalMessage"]
    assert await office.rows("SELECT state FROM import_runs") == [("failed",)]


async def test_a_worker_that_dies_in_the_middle_is_followed_by_another(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = await opened(office)
    await started(office, channel, csv_of([order_row()]))

    async def dies(*_: object, **__: object) -> None:
        raise Outage("the power went out", retryable=True)

    with monkeypatch.context() as broken:
        broken.setattr(reactions, "read_upload", dies)
        with pytest.raises(Outage):
            await office.settle()
    waiting = await tasks(office, isOpen=True)
    await office.settle()

    assert [task["state"] for task in waiting] == ["QUEUED"]
    assert [task["state"] for task in await tasks(office, isOpen=False)] == ["DONE"]
    assert await office.rows("SELECT count(*) FROM orders") == [(1,)]


async def test_a_worker_killed_after_the_load_does_not_load_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = await opened(office)
    await started(office, channel, csv_of([order_row()]))
    real = importing.load_run

    async def loads_and_dies(*given: Any) -> None:
        await real(*given)
        raise Outage("the power went out", retryable=True)

    with monkeypatch.context() as broken:
        broken.setattr(receiving, "load_run", loads_and_dies)
        with pytest.raises(Outage):
            await office.settle()
    await office.settle()

    assert await office.rows("SELECT orders_loaded FROM import_runs") == [(1,)]
    assert [task["state"] for task in await tasks(office)] == ["DONE"]


async def test_tasks_are_mine_or_those_of_others(office: Office) -> None:
    channel = await opened(office)
    await started(office, channel, csv_of([order_row()]))

    assert len(await tasks(office, mine=True)) == 1
    assert await tasks(office, Role.OWNER, mine=True) == []
    assert len(await tasks(office, Role.OWNER, mine=False)) == 1
    assert len(await tasks(office, Role.OWNER, states=["QUEUED", "RUNNING"])) == 1


@pytest.mark.parametrize("wrong", ["channel", "upload"])
async def test_what_is_not_there_is_refused(office: Office, wrong: str) -> None:
    channel = new_id() if wrong == "channel" else await opened(office)
    upload = new_id() if wrong == "upload" else await uploaded(office, "x")

    refused = await office.do(
        office.viewer(Role.OWNER),
        "importOrders",
        SHOWN,
        channelId=gid("Channel", channel),
        uploadId=str(upload),
    )

    assert refused["code"] == f"{wrong.upper()}_UNKNOWN"
    assert await office.rows("SELECT count(*) FROM tasks") == [(0,)]


CORRECTED = """... on CorrectedRow { isLoaded row { state fields }
    reasons { rowNumber field code message } }"""


async def quarantined(office: Office) -> str:
    channel = await opened(office)
    await started(office, channel, csv_of([order_row("SO-1"), order_row("SO-2", quantity="x")]))
    await office.settle()
    ((row_id,),) = await office.rows("SELECT id FROM quarantined_rows WHERE state = 'open'")
    return gid("QuarantinedRow", row_id)


async def test_a_corrected_row_loads_its_order(office: Office) -> None:
    row = await quarantined(office)
    corrections = [{"field": "quantity", "value": "2"}]

    done = await office.do(
        office.viewer(Role.SALES_MANAGER),
        "correctQuarantinedRow",
        CORRECTED,
        rowId=row,
        corrections=corrections,
    )

    assert (done["isLoaded"], done["reasons"]) == (True, [])
    assert done["row"]["state"] == "REPLAYED"
    assert done["row"]["fields"]["quantity"] == "2"
    assert await office.rows("SELECT count(*) FROM orders") == [(2,)]


async def test_a_row_that_is_still_wrong_says_why(office: Office) -> None:
    row = await quarantined(office)
    corrections = [{"field": "quantity", "value": "-2"}]

    done = await office.do(
        office.viewer(Role.OWNER),
        "correctQuarantinedRow",
        CORRECTED,
        rowId=row,
        corrections=corrections,
    )

    assert done["isLoaded"] is False
    assert done["row"]["state"] == "OPEN"
    (reason,) = done["reasons"]
    assert (reason["field"], reason["code"]) == ("quantity", "quantity_not_positive")


@pytest.mark.parametrize(
    ("field", "known", "code"),
    [("colour", True, "FIELD_UNKNOWN"), ("quantity", False, "QUARANTINED_ROW_UNKNOWN")],
)
async def test_a_correction_of_nothing_is_refused(
    office: Office, field: str, known: bool, code: str
) -> None:
    row = await quarantined(office) if known else gid("QuarantinedRow", new_id())

    refused = await office.do(
        office.viewer(Role.OWNER),
        "correctQuarantinedRow",
        CORRECTED,
        rowId=row,
        corrections=[{"field": field, "value": "1"}],
    )

    assert refused["code"] == code


async def test_dismissed_rows_are_put_aside_and_shown(office: Office) -> None:
    row = await quarantined(office)
    shown = "... on DismissedRows { count rows { id state } }"
    owner = office.viewer(Role.OWNER)
    given: dict[str, Any] = {"rowIds": [row, gid("QuarantinedRow", new_id())], "reason": "test"}

    first = await office.do(owner, "dismissQuarantinedRows", shown, **given)
    again = await office.do(owner, "dismissQuarantinedRows", shown, **given)

    assert (first["count"], again["count"]) == (1, 0)
    assert first["rows"] == again["rows"] == [{"id": row, "state": "DISMISSED"}]


async def test_whoever_lost_the_role_meanwhile_imports_nothing(
    office: Office, superuser_url: str
) -> None:
    channel = await opened(office)
    await started(office, channel, csv_of([order_row("SO-1")]))
    office.dismiss(office.viewer(Role.ACCOUNTANT), superuser_url)

    await office.settle()

    (task,) = await tasks(office, Role.OWNER)
    assert (task["state"], task["refusalCode"]) == ("FAILED", "ROLE_MISSING")
    assert await office.rows("SELECT 1 FROM orders") == []
