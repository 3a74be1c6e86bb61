"""The words of every letter, in Chinese and English."""

# ruff: noqa: RUF001  Chinese has its own commas and colons.

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class LetterKind(StrEnum):
    """What a letter is about."""

    INVITATION = "invitation"
    ACCESS = "access"
    VERIFICATION = "verification"
    RESET = "reset"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  A kind of letter.
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    PROVIDER_LINKED = "provider_linked"
    PROVIDER_UNLINKED = "provider_unlinked"
    PROVIDER_REQUIRED = "provider_required"
    IMPERSONATED = "impersonated"
    WEBHOOK_FAILING = "webhook_failing"
    WEBHOOK_GONE = "webhook_gone"
    STATEMENT = "statement"
    STATEMENT_CORRECTED = "statement_corrected"


FOLLOWED: Final = frozenset({LetterKind.STATEMENT, LetterKind.STATEMENT_CORRECTED})
"""Letters of which it is announced what became of them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A letter as somebody reads it."""

    subject: str
    body: str


_PLACES: Final = (
    *("brand", "person", "url", "hours", "by", "reason", "minutes", "endpoint"),
    *("number", "replaces", "creditor", "period", "closing", "due", "earned", "answer"),
)
_GREETING: Final = {"zh": "{person}，您好：", "en": "Dear {person},"}
_NOT_YOU: Final = {
    "zh": "如果这不是您本人的操作，请立即重置密码并联系{brand}。",
    "en": "If this was not you, choose a new password at once and tell {brand}.",
}
_MEND: Final = {
    "zh": "停用期间发生的事不会补发。修复后请在此重新启用，并可重新发送此前失败的消息：\n{url}",
    "en": "What happens meanwhile is not sent there later. Once mended, enable it again here, "
    "and have what failed before sent again:\n{url}",
}
_FIGURES: Final = {
    "zh": (
        "对账期间：{period}\n往来欠款期末余额：{closing}\n应付：{due}\n待付佣金：{earned}\n\n"
        "请登录后查看明细，确认或提出异议：\n{url}\n\n{answer}"
    ),
    "en": (
        "Period: {period}\nOwed in the end: {closing}\nTo pay: {due}\n"
        "Earned and not paid: {earned}\n\n"
        "Sign in to read every line, and to confirm it or say what is wrong:\n{url}\n\n{answer}"
    ),
}
_LINK: Final = {
    "zh": "此链接只能使用一次，{hours}小时后失效。\n如果您没有提出请求，请忽略本邮件。",
    "en": "The link works once, for {hours} hours.\nIf you did not expect it, ignore this letter.",
}

_WORDS: Final[Mapping[LetterKind, Mapping[str, tuple[str, str]]]] = {
    LetterKind.INVITATION: {
        "zh": (
            "{brand}邀请您加入",
            "{brand}邀请您使用结算平台。请设置密码：\n{url}\n\n" + _LINK["zh"],
        ),
        "en": (
            "{brand} invites you",
            "{brand} invites you to its settlement house. Choose a password here:\n{url}\n\n"
            + _LINK["en"],
        ),
    },
    LetterKind.ACCESS: {
        "zh": ("您可以访问{brand}了", "您现在可以用已有的登录方式登录{brand}：\n{url}"),
        "en": (
            "You have access to {brand}",
            "You can sign in to {brand} the way you do already:\n{url}",
        ),
    },
    LetterKind.VERIFICATION: {
        "zh": ("请确认您的邮箱地址", "请打开以下链接，确认这是您的邮箱：\n{url}\n\n" + _LINK["zh"]),
        "en": (
            "Confirm your address",
            "Open this link to confirm that this address is yours:\n{url}\n\n" + _LINK["en"],
        ),
    },
    LetterKind.RESET: {
        "zh": ("重置您的密码", "请打开以下链接，设置新密码：\n{url}\n\n" + _LINK["zh"]),
        "en": (
            "Choose a new password",
            "Open this link to choose a new password:\n{url}\n\n" + _LINK["en"],
        ),
    },
    LetterKind.PASSWORD_CHANGED: {
        "zh": ("您的密码已更改", "您的密码刚刚被更改，其他设备均已退出登录。\n\n" + _NOT_YOU["zh"]),
        "en": (
            "Your password was changed",
            "Your password was just changed; all other devices are signed out.\n\n"
            + _NOT_YOU["en"],
        ),
    },
    LetterKind.FACTOR_ADDED: {
        "zh": ("已添加登录验证方式", "您的账号刚刚添加了一种登录验证方式。\n\n" + _NOT_YOU["zh"]),
        "en": (
            "A way to sign in was added",
            "A second step for signing in was just added to your account.\n\n" + _NOT_YOU["en"],
        ),
    },
    LetterKind.FACTOR_REMOVED: {
        "zh": ("已移除登录验证方式", "您的账号刚刚移除了一种登录验证方式。\n\n" + _NOT_YOU["zh"]),
        "en": (
            "A way to sign in was removed",
            "A second step for signing in was just removed from your account.\n\n" + _NOT_YOU["en"],
        ),
    },
    LetterKind.PROVIDER_LINKED: {
        "zh": ("已关联登录账号", "一个外部账号刚刚与您关联，可用它登录。\n\n" + _NOT_YOU["zh"]),
        "en": (
            "An account was linked",
            "An account elsewhere was just linked to you: it lets you sign in.\n\n"
            + _NOT_YOU["en"],
        ),
    },
    LetterKind.PROVIDER_UNLINKED: {
        "zh": (
            "已取消关联登录账号",
            "一个外部账号刚刚与您取消关联，不能再用它登录。\n\n" + _NOT_YOU["zh"],
        ),
        "en": (
            "An account was unlinked",
            "An account elsewhere was just unlinked: it lets you sign in no longer.\n\n"
            + _NOT_YOU["en"],
        ),
    },
    LetterKind.PROVIDER_REQUIRED: {
        "zh": (
            "请用公司账号登录",
            (
                "您请求了重置密码，但{brand}的员工须用公司账号登录，密码在此不适用：\n{url}\n\n"
                "如果您没有提出请求，请忽略本邮件。"
            ),
        ),
        "en": (
            "Sign in with your company's account",
            (
                "A new password was asked for. {brand} lets its own people in by their company's "
                "account, and not by a password:\n{url}\n\nIf you did not ask, ignore this letter."
            ),
        ),
    },
    LetterKind.IMPERSONATED: {
        "zh": (
            "{by}正在以您的身份查看",
            (
                "{brand}的负责人{by}正在以您的身份查看页面，最长{minutes}分钟。"
                "期间不能更改任何内容，也不能动用资金。\n理由：{reason}\n\n"
                "记录显示在您的“安全”页面上。"
            ),
        ),
        "en": (
            "{by} looks at the pages as you",
            (
                "{by}, an owner of {brand}, looks at the pages as you for at most {minutes} "
                "minutes, and can change nothing and move no money.\nReason: {reason}\n\n"
                "Your page Security shows when it was."
            ),
        ),
    },
    LetterKind.WEBHOOK_FAILING: {
        "zh": (
            "Webhook 端点已停用",
            "端点“{endpoint}”连续三天未成功接收任何消息，现已自动停用。\n\n" + _MEND["zh"],
        ),
        "en": (
            "A webhook endpoint was disabled",
            "The endpoint {endpoint} took nothing for three days and was disabled.\n\n"
            + _MEND["en"],
        ),
    },
    LetterKind.WEBHOOK_GONE: {
        "zh": (
            "Webhook 端点已停用",
            "端点“{endpoint}”回复称已不存在（410），现已自动停用。\n\n" + _MEND["zh"],
        ),
        "en": (
            "A webhook endpoint was disabled",
            "The endpoint {endpoint} answered that it is gone (410) and was disabled.\n\n"
            + _MEND["en"],
        ),
    },
    LetterKind.STATEMENT: {
        "zh": (
            "{creditor} 对账单 {number}（{period}）",
            "{creditor}的对账单 {number} 已出具。\n\n" + _FIGURES["zh"],
        ),
        "en": (
            "Statement {number} of {creditor}, {period}",
            "{creditor} has issued statement {number}.\n\n" + _FIGURES["en"],
        ),
    },
    LetterKind.STATEMENT_CORRECTED: {
        "zh": (
            "{creditor} 更正后的对账单 {number}（{period}）",
            "{creditor}已更正对账单：{number} 取代 {replaces}。\n更正原因：{reason}\n\n"
            + _FIGURES["zh"],
        ),
        "en": (
            "Corrected statement {number} of {creditor}, {period}",
            "{creditor} has corrected a statement: {number} takes the place of {replaces}.\n"
            "Corrected because: {reason}\n\n" + _FIGURES["en"],
        ),
    },
}


def text_of(kind: LetterKind, language: str, words: Mapping[str, str]) -> Text:
    """Return a letter in the language of whoever reads it.

    Args:
        kind: what it is about.
        language: zh or en.
        words: what stands in its places; a place without words stays empty.

    >>> text_of(LetterKind.RESET, "en", {"person": "Li", "url": "https://x", "hours": "1"}).subject
    'Choose a new password'
    """
    subject, body = _WORDS[kind][language]
    # A name is one line: whatever else it holds must not become a header or a paragraph.
    said = dict.fromkeys(_PLACES, "") | {
        name: " ".join(word.split()) for name, word in words.items()
    }
    greeting = _GREETING[language].format(**said)
    paragraphs = f"{greeting}\n\n{body.format(**said).rstrip()}"
    return Text(subject.format(**said), f"{paragraphs}\n\n-- \n{said['brand']}\n")
