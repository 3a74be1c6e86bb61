"""What the provider's pages say, in Chinese and English."""

# ruff: noqa: RUF001  Full-width punctuation is right in Chinese.

from typing import Final

WORDS: Final = {
    "en": {
        "other_language": "中文",
        "consent": "Allow {program}?",
        "consent_text": "You are signed in to {brand} as {person}. {program} asks for leave to:",
        "allow": "Allow",
        "deny": "Do not allow",
        "leads_to": "Afterwards you are taken to {place}.",
        "sign_in": "Sign in",
        "sign_in_text": "To go on with {program}, sign in to {brand}.",
        "brand": "Brand",
        "email": "E-mail",
        "password": "Password",
        "second_factor": "One more step",
        "second_factor_text": "Type the code of your app, or a recovery code. Only a passkey? "
        "Sign in at the console or portal first, then come back.",
        "factor_code": "Code",
        "FACTOR_WRONG": "This code is not right, or was used before.",
        "SIGN_IN_EXPIRED": "This took too long. Sign in again.",
        "SIGN_IN_FAILED": "Brand, e-mail address and password do not belong together.",
        "PROVIDER_REQUIRED": "Your company wants you to sign in with its own account: use the "
        "button below.",
        "PROVIDER_DOWN": "Your company's sign-in cannot be reached just now. Please try again.",
        "IDENTITY_PROVIDER_DECLINED": "Your company's sign-in did not let you through, or you "
        "turned back.",
        "provider_nobody": "You cannot come in here with this account. Ask the owner of the brand.",
        "provider_failed": "Your company's sign-in did not work. Try again; if it stays so, tell "
        "the owner of the brand.",
        "company_account": "Use a company account",
        "no_doors": "There is no company account for this brand. Check its name, or sign in with "
        "e-mail and password.",
        "with_provider": "Sign in with {provider}",
        "unlinked": "That account is not linked to anybody here yet. If you have a password, sign "
        "in with it once: then the account is linked. Otherwise ask whoever invited you.",
        "away": "To your company's sign-in",
        "away_text": "You are led to {place}, and come back here afterwards.",
        "SIGN_IN_DELAYED": "There were too many attempts. Try again in {seconds} seconds.",
        "error": "This cannot go on",
        "error_text": "The program that sent you here asked for something that is not possible. "
        "Nothing was allowed. Go back and try again, or tell its makers: {reason}",
        "device": "Connect a device",
        "device_text": "Type the code that the device shows.",
        "device_unknown": "No device waits with this code. Check it, or start anew at the device.",
        "device_check": "Is {code} the code on the device in front of you? "
        "If somebody sent you this code, do not allow it.",
        "code": "Code",
        "next": "Next",
        "device_allowed": "The device is connected",
        "device_denied": "The device was not connected",
        "device_done_text": "You can close this page.",
        "leave": "Sign out?",
        "leave_text": "You are signed in to {brand} as {person}.",
        "sign_out": "Sign out",
        "stay": "Stay signed in",
        "left": "You are signed out",
        "left_text": "You can close this page.",
        "stayed": "You are still signed in",
        "consents": "Programs you allowed",
        "consents_text": "You are signed in to {brand} as {person}. "
        "What you withdraw ends at once.",
        "consents_none": "You are signed in to {brand} as {person}, and have allowed no program.",
        "withdraw": "Withdraw",
        "read": "see: {domain}",
        "write": "act: {domain}",
        "openid": "know who you are",
        "profile": "know your name, language and brand",
        "email_scope": "know your e-mail address",
        "offline_access": "go on while you are not there, until you withdraw it",
        "payouts:release": "release payouts in your name",
        "catalog": "products and prices",
        "channels": "sales channels and imports",
        "cockpit": "the figures of the cockpit",
        "commissions": "commissions",
        "identity": "people and the audit trail",
        "integrations": "webhooks",
        "orders": "orders",
        "parties": "distributors",
        "payments": "payments and payment links",
        "payouts": "payouts",
        "promotions": "offers",
        "receivables": "open items",
        "settlements": "statements and month-end",
        "shipments": "shipments",
        "tasks": "running tasks",
    },
    "zh": {
        "other_language": "English",
        "consent": "允许 {program} 访问吗？",
        "consent_text": "您已以 {person} 的身份登录 {brand}。{program} 申请以下权限：",
        "allow": "允许",
        "deny": "不允许",
        "leads_to": "之后将前往 {place}。",
        "sign_in": "登录",
        "sign_in_text": "请登录 {brand}，以继续使用 {program}。",
        "brand": "品牌",
        "email": "邮箱",
        "password": "密码",
        "second_factor": "还差一步",
        "second_factor_text": "请输入验证器应用中的验证码，或恢复码。"
        "如果只有通行密钥，请先在工作台或门户登录，再回到这里。",
        "factor_code": "验证码",
        "FACTOR_WRONG": "验证码不正确，或已经用过。",
        "SIGN_IN_EXPIRED": "时间过长，请重新登录。",
        "SIGN_IN_FAILED": "品牌、邮箱或密码不正确。",
        "PROVIDER_REQUIRED": "您的公司要求使用公司账号登录，请使用下方的按钮。",
        "PROVIDER_DOWN": "暂时无法连接公司登录，请重试。",
        "IDENTITY_PROVIDER_DECLINED": "公司登录未予通过，或您中途返回。",
        "provider_nobody": "您不能用此账号登录这里，请联系品牌所有者。",
        "provider_failed": "公司登录未成功，请重试；如仍不成功，请告知品牌所有者。",
        "company_account": "使用公司账号",
        "no_doors": "该品牌没有公司账号登录。请检查品牌名称，或用邮箱和密码登录。",
        "with_provider": "使用 {provider} 登录",
        "unlinked": "该账号尚未与这里的任何人关联。如果您有密码，请用密码登录一次，账号随即关联；"
        "否则请联系邀请您的人。",
        "away": "前往公司登录",
        "away_text": "即将前往 {place}，完成后会回到这里。",
        "SIGN_IN_DELAYED": "尝试次数过多，请在 {seconds} 秒后重试。",
        "error": "无法继续",
        "error_text": "引导您来到此页的程序提出了无法满足的请求，未授予任何权限。"
        "请返回重试，或将原因告知其开发者：{reason}",
        "device": "连接设备",
        "device_text": "请输入设备上显示的代码。",
        "device_unknown": "没有等待此代码的设备，请检查代码，或在设备上重新开始。",
        "device_check": "{code} 是您面前设备上显示的代码吗？如果代码是别人发给您的，请不要允许。",
        "code": "代码",
        "next": "下一步",
        "device_allowed": "设备已连接",
        "device_denied": "设备未连接",
        "device_done_text": "您可以关闭此页面。",
        "leave": "要退出登录吗？",
        "leave_text": "您已以 {person} 的身份登录 {brand}。",
        "sign_out": "退出登录",
        "stay": "保持登录",
        "left": "您已退出登录",
        "left_text": "您可以关闭此页面。",
        "stayed": "您仍处于登录状态",
        "consents": "您授权的程序",
        "consents_text": "您已以 {person} 的身份登录 {brand}。撤销后，授权立即失效。",
        "consents_none": "您已以 {person} 的身份登录 {brand}，尚未授权任何程序。",
        "withdraw": "撤销授权",
        "read": "查看：{domain}",
        "write": "操作：{domain}",
        "openid": "识别您的身份",
        "profile": "查看您的姓名、语言和品牌",
        "email_scope": "查看您的邮箱地址",
        "offline_access": "在您离开后继续访问，直至您撤销授权",
        "payouts:release": "以您的名义复核放款",
        "catalog": "产品与价格",
        "channels": "销售渠道与导入",
        "cockpit": "经营概览",
        "commissions": "佣金",
        "identity": "人员与审计记录",
        "integrations": "Webhook 通知",
        "orders": "订单",
        "parties": "分销商",
        "payments": "收款与付款链接",
        "payouts": "打款",
        "promotions": "优惠",
        "receivables": "应收款项",
        "settlements": "对账单与月结",
        "shipments": "发货",
        "tasks": "进行中的任务",
    },
}


def scope_words(scope: str, words: dict[str, str]) -> str:
    """Return what a scope allows, as people read it.

    >>> scope_words("orders:read", WORDS["en"])
    'see: orders'
    """
    domain, _, deed = scope.partition(":")
    if scope == "email":
        return words["email_scope"]
    if deed in {"read", "write"}:
        return words[deed].format(domain=words[domain])
    return words[scope]
