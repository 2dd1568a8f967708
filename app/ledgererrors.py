"""The sentences for a ledger that cannot be opened, read or written."""

from __future__ import annotations

from app.errors import UserError
from app.reasons import reason_of
from db import errors as store

_UNREACHABLE = {
    "server": ("连不上台账的数据库服务器。", "请检查地址、端口和网络，确认服务器已经启动。"),
    "password": ("数据库服务器不让登录：用户名或密码不对，或者不允许从这台电脑连接。", "请向管理员核对。"),
    "database": ("数据库服务器上没有这个数据库。", "请核对地址的最后一段，或请管理员先建好数据库。"),
    "lost": ("与数据库服务器的连接断了，没有做完的部分没有保存。", "请检查网络后重试。"),
}
_FAILED = {
    "full": ("磁盘空间不足，这一步没有保存，台账没有被改动。", "请清理磁盘后重试。"),
    "io": ("台账文件读写出错，这一步没有保存。", "请检查磁盘和文件夹后重试；反复出现时请尽快备份台账。"),
    "readonly": ("台账文件是只读的，不能写入。", "请取消文件的只读属性，或检查文件夹的写入权限。"),
    "locked": ("台账正忙，等了几秒仍不能写入，这一步没有保存。", "请稍后重试。"),
    "damaged": (
        "台账文件已损坏，读不出来。",
        "请不要继续录入，尽快用最近的备份恢复，并把损坏的文件留给维护人员。",
    ),
}


def explain(error: store.LedgerError) -> UserError:
    """The sentence for a ledger that cannot be opened."""
    match error:
        case store.NetworkPlace(kind="network"):
            return UserError(
                f"台账不能放在网络磁盘上（{error.detail}）：多台电脑同时打开会无声地损坏数据。",
                "请把台账放到本机硬盘；需要多台电脑共用时，请使用办公室的 PostgreSQL 数据库。",
            )
        case store.NetworkPlace():
            return UserError(
                f"台账不能放在同步文件夹里（{error.detail}）：同步软件会用旧文件覆盖新数据。",
                "请把台账放到本机硬盘上不同步的文件夹。",
            )
        case store.LedgerBusy():
            return UserError(_busy(error.holder), "请先关闭那边的程序；同一本台账一次只能由一个程序打开。")
        case store.NewerLedger():
            return UserError(
                f"这本台账由更新版本的程序写成（结构版本 {error.found}），本程序打不开，台账没有被改动。",
                "请先升级本程序。",
            )
        case store.UpgradeFailed():
            kept = f"升级前的备份在：{error.backup}" if error.backup else "台账没有被改动。"
            return UserError(f"台账升级没有完成，核对未通过（{error.detail}）。", kept)
        case store.BadAddress():
            return UserError(
                "台账的地址写得不对，认不出来。",
                "请写台账文件的路径，或 postgresql://用户名:密码@主机/数据库 这样的地址。",
            )
        case store.NoAccess():
            reason = reason_of(error.reason)
            return UserError(
                f"台账“{error.place}”打不开（{reason}）。", "请检查文件夹是否存在、是否有读写权限。"
            )
        case store.Unreachable():
            return UserError(*_UNREACHABLE[error.kind])
        case store.StorageFailed():
            return UserError(*_FAILED[error.kind])
        case _:
            return UserError(
                "这个文件不是本程序的台账，或者已经损坏、密钥不对。",
                "请确认选对了文件；如有备份，请用最近的备份。",
            )


def _busy(holder: dict[str, str]) -> str:
    if not holder:
        return "这本台账正由另一个程序使用。"
    since = holder.get("since", "")[:16].replace("T", " ")
    who = f"{holder.get('user', '')}（电脑 {holder.get('host', '')}，进程 {holder.get('pid', '')}）"
    return f"这本台账正由{who}打开，从 {since} 开始。"
