"""The organization chart: who stands below whom on a day, and boxes that never overlap."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app import settings as office_settings
from app.actions.organizations import dissolve, join
from app.desk import Actor, Desk
from app.registers import find_register, records
from app.surveys.orglayout import BOX_HEIGHT, BOX_WIDTH, lay_out
from app.surveys.orgtree import Node, organization_tree

MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 3)


def shape(node):
    return (node.label, [shape(child) for child in node.children]) if node.children else node.label


def test_bodies_stand_below_their_parents_by_line(office):
    office_settings.save(office.desk, {"office_name": "北山街道"})

    def make(name, line="party", kind="formal", **values):
        known = {"area_id": office.street, "established_on": MARCH}
        return office.make("organizations", name=name, line=line, kind=kind, **known | values)

    committee = make("新就业群体党委", kind="functional", next_election_on=date(2024, 6, 1))
    branch = make("快递支部", parent_id=committee, short_name="快递")
    make("妇联小组", line="women", kind="group", parent_id=committee)
    make("后来的支部", parent_id=branch, established_on=JUNE)
    make("筹建的支部", status="preparing", area_id=office.community)
    person = office.person(politics="01")
    join(office.desk, branch, [person], MARCH)
    office.make("posts", organization_id=branch, person_id=person, title="书记", from_on=MARCH)
    march = organization_tree(office.desk, MARCH)
    assert shape(march) == (
        "北山街道新就业群体组织",
        [("党组织", ["筹建的支部", ("新就业群体党委", ["快递"])]), ("妇联", ["妇联小组"])],
    )
    assert (march.bodies(), march.second) == (4, "4个组织")
    found = {node.label: node for node in march.walk()}
    assert (found["快递"].members, found["快递"].head, found["快递"].second) == (1, "书记 张三", "成员1人")
    assert [found[name].mark for name in ("新就业群体党委", "筹建的支部", "妇联小组")] == ["", "筹建", ""]
    assert found["新就业群体党委"].functional
    june = organization_tree(office.desk, JUNE, "party")
    assert shape(june) == ("党组织", ["筹建的支部", ("新就业群体党委", [("快递", ["后来的支部"])])])
    assert {node.label: node.mark for node in june.walk()}["新就业群体党委"] == "届满"
    dissolve(office.desk, [branch], {"on": date(2024, 7, 1), "reason": ""})
    assert "快递" not in [node.label for node in organization_tree(office.desk, date(2024, 7, 1)).walk()]
    assert "快递" in [node.label for node in organization_tree(office.desk, date(2024, 6, 30)).walk()]


def test_a_clerk_sees_the_bodies_of_the_area_and_no_hidden_name(office):
    street = office.make("organizations", name="街道党委", line="party", kind="formal", area_id=office.street)
    here = office.make("organizations", name="宝石社区党委", line="party", kind="formal", parent_id=street,
                       area_id=office.community)  # fmt: skip
    person = office.person(politics="01")
    office.make("posts", organization_id=here, person_id=person, title="书记", from_on=MARCH)
    clerk = Desk(office.desk.ledger, Actor(None, "宝石社区", office.community))
    assert shape(organization_tree(clerk, MARCH, "party")) == ("党组织", ["宝石社区党委"])
    records.save(office.desk, find_register("people"), {"status": "restricted"}, record_id=person,
                 accept_warnings=True)  # fmt: skip
    heads = [node.head for node in organization_tree(office.desk, MARCH).walk() if node.head]
    assert heads == ["书记"]


def test_an_empty_office_has_an_empty_chart(office):
    tree = organization_tree(office.desk, MARCH)
    assert (tree.children, organization_tree(office.desk, MARCH, "party").children) == ((), ())


NODES = st.recursive(
    st.builds(lambda: ()),
    lambda inner: st.lists(inner, max_size=12).map(tuple),
    max_leaves=60,
)


def tree_of(children, path="0"):
    below = tuple(tree_of(child, f"{path}.{at}") for at, child in enumerate(children))
    return Node(1, "party", path, 0, "", "", False, below)


@settings(max_examples=60, deadline=None)
@given(children=NODES)
def test_boxes_never_overlap_and_every_box_is_joined(children):
    root = tree_of(children)
    layout = lay_out(root)
    assert sorted(box.node.label for box in layout.boxes) == sorted(node.label for node in root.walk())
    for box in layout.boxes:
        assert box.x >= -0.01
        assert box.x + BOX_WIDTH <= layout.width + 0.01
        assert 0 <= box.y <= layout.height - BOX_HEIGHT + 0.01
    for one, other in combinations(layout.boxes, 2):
        apart = abs(one.x - other.x) >= BOX_WIDTH - 0.01 or abs(one.y - other.y) >= BOX_HEIGHT - 0.01
        assert apart, (one, other)
    for box in layout.boxes:
        if box.node is not root:
            middle = (box.x + BOX_WIDTH / 2, box.y)
            side = (box.x, box.y + BOX_HEIGHT / 2)
            ends = {(round(x, 3), round(y, 3)) for _, _, x, y in layout.lines}
            assert {tuple(round(value, 3) for value in place) for place in (middle, side)} & ends, (
                box.node.label
            )
