"""A process of its own that issues papers on a ledger, for tests of two offices doing so at the same time."""

from __future__ import annotations

import json
import sys
import time
from datetime import date

from app.actions.certificates import eligibility, issue
from app.actions.letters import Letter, issue_letters
from app.actions.recordcertificates import issue_proofs
from app.bootstrap import start
from app.desk import Actor
from app.errors import UserError
from db.models import CertificateKind, RecordCertificate

ON = date(2024, 4, 1)


def main(place: str, class_run_id: int, names: list[str], proofs: list[int]) -> None:
    """Issue the certificates of some learners of a class one by one, an honour to each, and approved record certificates."""
    application = _opened(place)
    try:
        desk = application.desk
        wanted = [one for one in eligibility(desk, class_run_id) if one.name in names]
        numbers = []
        for one, proof in zip(wanted, proofs, strict=True):
            numbers += issue(desk, class_run_id, [one.enrolment_id], ON).numbers
            letter = Letter(one.person_id, "优秀学员", "您学习认真。")
            numbers += issue_letters(desk, CertificateKind.HONOUR, [letter], ON).numbers
            issue_proofs(desk, [proof], {"on": ON})
            with desk.reading() as session:
                numbers.append(session.get_one(RecordCertificate, proof).certificate_no)
        print(json.dumps(numbers))
    finally:
        application.close()


def _opened(place: str) -> object:
    """The ledger; a file that another program has open is waited for."""
    for _ in range(600):
        try:
            return start(place, actor=Actor(None, "另一个经办人"), must_exist=True)
        except UserError:
            time.sleep(0.05)
    raise TimeoutError(place)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]), json.loads(sys.argv[4]))
