"""The composition root: start the program on a ledger; the only place where the real parts are put together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from app.desk import Actor, Desk
from app.errors import UserError
from db import errors as store
from db.engine import Ledger
from db.migrate import open_ledger
from db.models import Clerk


@dataclass
class Application:
    """The running program without its window: a ledger and the desk that works on it."""

    ledger: Ledger
    desk: Desk

    @property
    def place(self) -> str:
        """Where the ledger is, for the title bar: a path, or a database address without its password."""
        return str(self.ledger.path or self.ledger.engine.url.render_as_string(hide_password=True))

    def clerks(self) -> list[Actor]:
        """The clerk profiles that may be chosen at the start."""
        with self.ledger.reading() as session:
            found = session.exec(select(Clerk).where(Clerk.active).order_by(Clerk.name)).all()
            return [Actor(clerk.id, clerk.name, clerk.area_id) for clerk in found]

    def sit_down(self, actor: Actor) -> None:
        """From now on this clerk works at the desk."""
        self.desk = Desk(self.ledger, actor)

    def close(self) -> None:
        """Give back the ledger."""
        self.ledger.tune()
        self.ledger.close()


def start(
    place: str | Path, *, key: bytes | None = None, actor: Actor | None = None, must_exist: bool = False
) -> Application:
    """Open a ledger and sit down at it.

    place: a SQLite path or URL, or a PostgreSQL URL. actor: who works; without one, changes are written down as made by
    the program itself (未登记) until ``sit_down``.
    Raises ``UserError`` with a sentence for everything that keeps a ledger from being opened.
    """
    try:
        ledger = open_ledger(place, key, must_exist=must_exist)
    except store.LedgerError as error:
        raise explain(error) from error
    return Application(ledger, Desk(ledger, actor or Actor(None, "未登记")))


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
